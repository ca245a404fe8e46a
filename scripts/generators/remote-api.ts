import type { Described, RemoteMethod } from '../../src/wire/wbteampro/method.ts'
import { METHODS } from '../../src/wire/wbteampro/registry.ts'

/** What the Remote API answers, from the registry that answers it. */
export function generate(): Record<string, string> {
  return { 'docs/remote-api.md': page(METHODS) }
}

function page(methods: readonly RemoteMethod[]): string {
  return `# The Remote API

Clients of the wbTeamPro Remote API v1 connect unchanged at \`…/modules/addons/wbteampro/api.php\`, below any prefix. All ${methods.length}
methods are answered. This page is made from their registry (\`npm run generate\`); what is strange about the answers, and what
we decided where the documents are silent, stands in [QUIRKS.md](../src/wire/wbteampro/QUIRKS.md). The page
\`/sandbox\` of a running server tries each method from a form.

## A request

\`\`\`sh
curl -s http://127.0.0.1:8080/modules/addons/wbteampro/api.php/v1/projects/219/whmcstickets/json \\
  -d method=get -d username=admin -d password=<MD5 of the password>
\`\`\`

- The chain of keys (version first, format last) stands in the path after \`api.php\` or \`api\`, or with dots in the parameter
  \`action\`: \`api.php?action=v1.projects.219.json\`. The format is \`json\` or \`xml\`.
- \`username\` and \`password\` (the MD5 of it) of a staff member who may sign in that way, or identifier and secret of a
  credential; as extensions also \`Authorization: Basic\` with the same two, and \`Authorization: Bearer <identifier>.<secret>\`.
- \`method\` wins over the header \`X-HTTP-Method-Override\`, and that over the HTTP verb.
- Arguments are \`params\` as a JSON text, \`params[name]=value\`, a JSON body, or stand beside the others by themselves.
- Three wrong passwords ban an address for a while (\`provisor ban list\`, \`provisor ban lift\`).
- **Page until \`offset\` plus the rows you got reaches \`total\`**: \`pages\` is rounded down, as in the document.
- The HTTP status is that of \`request.code\`; a credential may be made to get 200 always, and all columns as text.

Rewrite rules for Apache and nginx in front of Provisor stand in [\`examples/\`](../examples/), and so does
[\`sandbox.php\`](../examples/sandbox.php), a request from PHP.

## Methods

| method | chain | HTTP | |
|---|---|---|---|
${methods.map(({ name, chain, http, about }) => `| [${name}](#${name.toLowerCase()}) | \`${chain}\` | ${http} | ${about} |`).join('\n')}

${methods.map(section).join('\n')}`
}

function section({ name, about, chain, http, permission, parameters }: RemoteMethod): string {
  const table =
    parameters.length === 0
      ? 'No parameters.'
      : `| parameter | kind | required | |\n|---|---|---|---|\n${parameters.map(row).join('\n')}`
  return `### ${name}\n\n${about}: ${http} \`${chain}\`; needs the right \`${permission}\`.\n\n${table}\n`
}

const row = ({ name, type, required, about, aliases }: Described): string =>
  `| ${[name, ...aliases].map((each) => `\`${each}\``).join(', ')} | ${cell(type)} | ${required ? 'yes' : ''} | ${cell(about)} |`

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
