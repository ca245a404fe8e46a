import type { WhmcsAction } from '../../src/wire/whmcs/action.ts'
import { type Coverage, coverage } from '../../src/wire/whmcs/documented.ts'
import { ACTIONS } from '../../src/wire/whmcs/registry.ts'

/** What the WHMCS face answers, from the registry that answers it. */
export function generate(): Record<string, string> {
  return { 'docs/compatibility.md': page(coverage(), ACTIONS) }
}

function page(actions: readonly Coverage[], registered: readonly WhmcsAction[]): string {
  const count = (state: Coverage['state']) => actions.filter((action) => action.state === state).length
  return `# Compatibility of the WHMCS face

Of ${actions.length} documented actions ${count('full')} are answered in full, ${count('partial')} in part, and ${count('refused')} are refused
with \`Command Not Found\`. Refused calls are counted for each credential: \`provisor check\` lists what your scripts miss.

This page is made from the registry of actions (\`npm run generate\`). What is strange about the answers stands in
[QUIRKS.md](../src/wire/whmcs/QUIRKS.md).

**MCP.** Servers of others that put tools for assistants before this face want numbers where its documents have texts: give them a
credential made with \`provisor credential create --numbers native\`. Tools of our own are at \`/mcp\` ([assistants](mcp.md)).

| action | group | | |
|---|---|---|---|
${actions.map(({ name, group, state, reason }) => `| ${name} | ${group} | ${MARK[state]} | ${reason} |`).join('\n')}

## Parameters

${registered.map(section).join('\n')}`
}

const MARK: Record<Coverage['state'], string> = { full: '**full**', partial: '**partial**', refused: 'refused' }

function section({ name, about, permission, reads, parameters }: WhmcsAction): string {
  const rows = Object.entries(parameters).map(
    ([parameter, { kind, about: words, required, aliases }]) =>
      `| \`${parameter}\`${aliases.map((alias) => `, \`${alias}\``).join('')} | ${cell(kind)} | ${required ? 'yes' : ''} | ${cell(words)} |`,
  )
  const table =
    rows.length === 0 ? 'No parameters.' : `| parameter | kind | required | |\n|---|---|---|---|\n${rows.join('\n')}`
  return `### ${name}\n\n${about}. ${reads ? 'Reads' : 'Writes'}; needs the right \`${permission}\`.\n\n${table}\n`
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
