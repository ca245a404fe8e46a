import { type ApiCommand, type ApiFlag, argumentsOf, kebab } from '../../../src/cli/api/table.ts'

/** Every command that is made from the contract, with its flags. */
export function referencePage(commands: readonly ApiCommand[], nouns: Readonly<Record<string, string>>): string {
  const byNoun = Object.groupBy(commands, ({ words }) => words[0]!)
  const sections = Object.entries(nouns).map(
    ([noun, about]) => `## ${noun}\n\n${about}.\n\n${byNoun[noun]!.map(entry).join('\n')}`,
  )
  return `# Commands of the API

Made from the contract of \`/api/v1\` (\`npm run generate\`). How they work, and the flags that each of them has, stands in
[cli.md](cli.md#every-noun-of-the-api); \`provisor <noun> <verb> --help\` prints what stands here with the meaning of each flag.
A flag in bold is required.

${sections.join('\n')}`
}

function entry({ words, path, about, flags, ...command }: ApiCommand): string {
  const line = [...words, ...argumentsOf(path).map((name) => `<${kebab(name)}>`)].join(' ')
  const own = flags.map(flagText)
  const more = [
    command.paged && 'paged',
    command.versioned && '`--if-version`',
    command.uploads && '`--file`',
    command.downloads && '`--out`',
  ]
  const notes = [...own, ...more.filter(Boolean)].join(', ')
  return `- \`${line}\`: ${cell(about)}${notes && `  \n  ${notes}`}\n`
}

function flagText({ flag, kind, required }: ApiFlag): string {
  const text = kind === 'secret' ? `\`--${flag}-stdin\`` : `\`--${flag}\``
  return required && kind !== 'secret' ? `**${text}**` : text
}

const cell = (text: string): string => text.replaceAll('<', '&lt;')
