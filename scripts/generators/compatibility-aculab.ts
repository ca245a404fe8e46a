import type { Endpoint } from '../../src/wire/aculab/endpoint.ts'
import { ENDPOINTS } from '../../src/wire/aculab/registry.ts'

/** What the Aculab face answers, from the registry that answers it. */
export function generate(): Record<string, string> {
  return { 'docs/compatibility-aculab.md': page(ENDPOINTS) }
}

const page = (endpoints: readonly Endpoint[]) => `# Compatibility of the Aculab face

The outbound web services of the Aculab Cloud: ${endpoints.length} endpoints, at the root of the server. Point clients at it instead of
\`https://ws-<cloudID>.aculabcloud.net\`; the vendor's wrappers take the host as \`wsserver\`.

Sign in with HTTP Basic, in one of two forms:

| form | user name | password | for |
|---|---|---|---|
| account | \`1-2-0/bob@example.com\` | an API access key of the account: \`provisor outbound key create\` | queues, reports, management |
| service | \`1-2-0/bob@example.com/my-service\` | the password of that service | starting it, and its own queue |

The public pages leave some names open. Where we had to guess, the table says so; all guesses stand in one file,
[guessed.ts](../src/wire/aculab/guessed.ts), and what we decided stands with its proofs in
[QUIRKS.md](../src/wire/aculab/QUIRKS.md). Of other families of the original's web services (\`file_*\`, \`msg_*\`, inbound services, number
purchase and more) there is nothing here. This page is made from the registry (\`npm run generate\`).

| endpoint | form | | guessed |
|---|---|---|---|
${endpoints.map((one) => `| ${titleOf(one)} | ${one.form} | ${cell(one.about)} | ${cell(one.guessed ?? '')} |`).join('\n')}

## Parameters

Parameters stand in the query string, or in the urlencoded or multipart body of a POST.

${endpoints
  .filter(({ parameters }) => Object.keys(parameters).length > 0)
  .map(section)
  .join('\n')}
## Configuration of a service

What \`GET /service/v1/schema/outbound\` answers says every member, and is what PUT and PATCH are checked with.
`

const titleOf = ({ methods, path }: Endpoint): string => `\`${methods.join('|')} ${path}\``.replaceAll('|', '\\|')

function section({ path, parameters }: Endpoint): string {
  const rows = Object.entries(parameters).map(
    ([name, { kind, about, required, aliases }]) =>
      `| ${[name, ...aliases].map((each) => `\`${each}\``).join(', ')} | ${cell(kind)} | ${required ? 'yes' : ''} | ${cell(about)} |`,
  )
  return `### ${path}\n\n| parameter | kind | required | |\n|---|---|---|---|\n${rows.join('\n')}\n`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
