import { type Argument, Command, InvalidArgumentError, type Option } from 'commander'
import { nearest } from '../base/text/nearest.ts'
import { settingProblems } from '../config.ts'
import { Misuse, quoted } from './failure.ts'
import { withOutput } from './output.ts'
import { addSettings, settingsOf, WHERE } from './settings.ts'

/** A command, and its words in the one way that commander cannot misread: flags with their values, then the rest. */
export type Meant = { command: Command; words: string[] }

/** These may stand before the command as well. */
export const GLOBAL = withOutput(addSettings(new Command(), WHERE)).options
const REPEATED = new Set(GLOBAL.map(({ long }) => long))

type Given = { option: Option; flag: string; value: string | undefined }

/**
 * What a command line means. Commander stops at the first thing that is wrong; here all of them are found, with the
 * settings of the environment, and told at once in a `Misuse`.
 */
export function readCommandLine(program: Command, argv: readonly string[]): Meant {
  const { command, given, operands, wanted, problems } = sortWords(program, argv)
  if (wanted === 'help') return refuseOr(problems, { command, words: ['--help'] })
  if (wanted === 'version') {
    const words = given.filter(({ option }) => ['--json', '--output'].includes(option.long!)).map(wordOf)
    return { command: program.commands.find((each) => each.name() === 'version')!, words }
  }
  // A command that has others below it prints its help.
  const isLeaf = command.registeredArguments.length > 0 || command.commands.length === 0
  if (isLeaf) problems.push(...flagProblems(command, given), ...operandProblems(command, operands))
  return refuseOr(problems, { command, words: isLeaf ? [...given.map(wordOf), '--', ...operands] : [] })
}

function refuseOr(problems: readonly string[], meant: Meant): Meant {
  if (problems.length > 0) throw new Misuse([...new Set(problems)])
  return meant
}

const wordOf = ({ flag, value }: Given): string => (value === undefined ? flag : `${flag}=${value}`)

type Sorted = {
  command: Command
  given: Given[]
  operands: string[]
  wanted: 'help' | 'version' | undefined
  /** No command is known, so nobody knows what the other words are. */
  isLost: boolean
  problems: string[]
}

function sortWords(program: Command, argv: readonly string[]): Sorted {
  const sorted: Sorted = { command: program, given: [], operands: [], wanted: undefined, isLost: false, problems: [] }
  const left = [...argv]
  /** Told only where the command is known: the flags are those of the command. */
  const unknown: string[] = []
  while (left.length > 0) {
    const word = left.shift()!
    if (word === '--') {
      sorted.operands.push(...left.splice(0))
    } else if (isFlag(word)) {
      if (!readFlag(sorted, word, left)) unknown.push(word)
    } else if (!sorted.isLost && !readName(sorted, word)) {
      sorted.operands.push(word)
    }
  }
  for (const word of unknown)
    sorted.problems.push(
      sorted.isLost
        ? `${quoted(split(word)[0])}: stands behind a command, if it has it`
        : unknownFlag(sorted.command, word),
    )
  return sorted
}

const isFlag = (word: string): boolean => word.length > 1 && word.startsWith('-') && !/^-\d/.test(word)

/** A name of a command below the one that is known so far. */
function readName(sorted: Sorted, word: string): boolean {
  const { command, problems } = sorted
  if (command.commands.length === 0) return false
  const next = command.commands.find((each) => each.name() === word || each.aliases().includes(word))
  if (next) {
    sorted.command = next
    return true
  }
  if (word === 'help') {
    sorted.wanted = 'help'
    return true
  }
  if (command.registeredArguments.length > 0 && sorted.wanted !== 'help') return false
  sorted.isLost = true
  problems.push(`${quoted(word)}: there is no such command${pathOf(command)}${meant(word, namesOf(command))}`)
  return true
}

const namesOf = (command: Command): string[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((each) => each.name())

/** ` of provisor staff`, and nothing of the program itself. */
const pathOf = (command: Command): string => (command.parent ? ` of ${fullName(command)}` : '')

const fullName = (command: Command): string =>
  command.parent ? `${fullName(command.parent)} ${command.name()}` : command.name()

function meant(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates)
  return near === undefined ? '' : `; did you mean ${near}?`
}

const unknownFlag = (command: Command, word: string): string => {
  const flag = word.split('=')[0]!
  const flags = [...command.options, ...GLOBAL].flatMap(({ long, hidden }) => (long && !hidden ? [long] : []))
  return `${quoted(flag)}: there is no such flag of ${fullName(command)}${meant(flag, flags)}`
}

/** A flag with its value, which may be the next words. False where there is no such flag. */
function readFlag(sorted: Sorted, word: string, left: string[]): boolean {
  const { command, given, problems } = sorted
  if (word === '-h' || word === '--help') sorted.wanted = 'help'
  else if (word === '-v' || word === '--version') sorted.wanted ??= 'version'
  else {
    const [name, attached] = split(word)
    const option = optionOf(command, name)
    if (!option) return false
    const flag = option.long ?? name
    if (!option.required && !option.optional) {
      if (attached !== undefined) problems.push(`${flag}: expected no value, got ${quoted(attached)}`)
      given.push({ option, flag, value: undefined })
      return true
    }
    const values = attached === undefined ? valuesOf(command, option, left) : [attached]
    if (values.length === 0 && option.required) problems.push(`${flag}: expected a value`)
    if (values.length === 0 && option.optional) given.push({ option, flag, value: undefined })
    for (const value of values) given.push({ option, flag, value })
  }
  return true
}

/** `--name=value`, `-o=value` and `-ovalue` have their value with them. */
function split(word: string): [name: string, value: string | undefined] {
  const equals = word.indexOf('=')
  if (word.startsWith('--')) return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
  if (word.length === 2) return [word, undefined]
  return [word.slice(0, 2), word.slice(equals === 2 ? 3 : 2)]
}

const optionOf = (command: Command, name: string): Option | undefined =>
  [...command.options, ...(command.commands.length > 0 ? GLOBAL : [])].find(
    ({ long, short }) => long === name || short === name,
  )

/** What follows a flag, unless it is a flag of the command: its value was forgotten then. */
function valuesOf(command: Command, option: Option, left: string[]): string[] {
  const isValue = (word: string | undefined): boolean =>
    word !== undefined && word !== '--' && optionOf(command, split(word)[0]) === undefined
  const values: string[] = []
  if (isValue(left[0]) && (option.required || !isFlag(left[0]!))) values.push(left.shift()!)
  while (option.variadic && left.length > 0 && isValue(left[0]) && !isFlag(left[0]!)) values.push(left.shift()!)
  return values
}

function flagProblems(command: Command, given: readonly Given[]): string[] {
  const problems: string[] = []
  const values = new Map<string, string | true>()
  for (const { option, flag, value } of given) {
    const name = option.attributeName()
    const before = values.get(name)
    if (!command.options.some(({ long }) => long === flag))
      problems.push(`${flag}: there is no such flag of ${fullName(command)}`)
    else if (value !== undefined) {
      if (REPEATED.has(flag) && before !== undefined && before !== value)
        problems.push(`${flag}: is said twice, as ${quoted(String(before))} and as ${quoted(value)}`)
      // Commander knows which values this command takes, which is less than what stands before all commands.
      problems.push(...valueProblems(flag, optionOf(command, flag)!, value))
    }
    values.set(name, value ?? true)
  }
  const { output } = Object.fromEntries(values)
  if (values.has('json') && output !== undefined && output !== 'json')
    problems.push(`--json and --output ${quoted(String(output))} say different things`)
  for (const option of command.options) {
    const name = option.attributeName()
    if (option.mandatory && !values.has(name) && option.defaultValue === undefined)
      problems.push(`${option.long}: is missing: ${option.description}`)
  }
  const settings = settingsOf(command)
  const said = Object.fromEntries(settings.map((name) => [name, values.get(name)]))
  return settings.length === 0 ? problems : [...problems, ...settingProblems(said)]
}

function operandProblems(command: Command, operands: readonly string[]): string[] {
  const problems: string[] = []
  const taken = command.registeredArguments
  taken.forEach((argument, index) => {
    const values = argument.variadic ? operands.slice(index) : operands.slice(index, index + 1)
    if (values.length === 0 && argument.required) problems.push(`<${argument.name()}>: is missing`)
    for (const value of values) problems.push(...valueProblems(`<${argument.name()}>`, argument, value))
  })
  if (!taken.at(-1)?.variadic)
    for (const word of operands.slice(taken.length))
      problems.push(`${quoted(word)}: ${fullName(command)} takes ${taken.length === 0 ? 'nothing' : 'no more'}`)
  return problems
}

function valueProblems(where: string, { argChoices, parseArg }: Option | Argument, value: string): string[] {
  if (argChoices)
    return argChoices.includes(value)
      ? []
      : [`${where}: expected ${either(argChoices)}, got ${quoted(value)}${meant(value, argChoices)}`]
  try {
    parseArg?.(value, undefined as never)
    return []
  } catch (refused) {
    if (!(refused instanceof InvalidArgumentError)) throw refused
    const expected = refused.message.replace(/^E/, 'e').replace(/\.$/, '')
    return [`${where}: ${expected}, got ${quoted(value)}`]
  }
}

const either = (choices: readonly string[]): string =>
  choices.length === 1 ? choices[0]! : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`
