import type { Command, OptionValues } from 'commander'
import { addFlags, asApi } from './flags.ts'
import nouns from './nouns.json' with { type: 'json' }
import { type ApiCommand, argumentsOf, commandsOf, kebab } from './table.ts'

/** Under it stand the nouns that have no command of their own. */
const GROUP = 'Nouns of the API:'

/**
 * Every noun of the API, and of those that stand on the command line their verbs: the others would cost every start. A
 * command that is there already stays.
 */
export async function addApiNouns(program: Command, argv: readonly string[]): Promise<void> {
  for (const [noun, about] of Object.entries(nouns)) {
    const command = childOf(program, noun) ?? program.command(noun).description(about).helpGroup(GROUP)
    if (!argv.includes(noun)) continue
    for (const one of await commandsOf(noun)) addVerb(command, one)
  }
}

const childOf = (parent: Command, name: string): Command | undefined =>
  parent.commands.find((one) => one.name() === name || one.aliases().includes(name))

function addVerb(noun: Command, command: ApiCommand): void {
  const between = command.words.slice(1, -1)
  const parent = between.reduce(
    (at, word) => childOf(at, word) ?? at.command(word).description(`Of ${at.name()}`),
    noun,
  )
  const name = command.words.at(-1)!
  if (childOf(parent, name)) return
  const takes = argumentsOf(command.path).map((one) => `<${kebab(one)}>`)
  const verb = asApi(parent.command([name, ...takes].join(' ')).description(command.about))
  addFlags(verb, command)
  verb.action(async (...given: unknown[]) => {
    const { perform } = await import('./perform.ts')
    await perform(command, given.slice(0, takes.length) as string[], verb.opts<OptionValues>())
  })
}
