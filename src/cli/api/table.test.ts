import { Command } from 'commander'
import { expect, test } from 'vitest'
import { OPERATIONS } from '../../wire/native/contract.ts'
import { makeProgram } from '../program.ts'
import { LIST_COLUMNS, NO_COMMAND, OWN_COMMANDS } from './names.ts'
import nouns from './nouns.json' with { type: 'json' }
import { addApiNouns } from './register.ts'
import { type ApiCommand, commandsOf } from './table.ts'

const made = (await Promise.all(Object.keys(nouns).map(commandsOf))).flat()

function find(program: Command, words: readonly string[]): Command | undefined {
  return words.reduce<Command | undefined>(
    (at, word) => at?.commands.find((one) => one.name() === word || one.aliases().includes(word)),
    program,
  )
}

test('every operation of the contract has a command, or says why it has none', () => {
  const known = [...made.map(({ id }) => id), ...Object.keys(OWN_COMMANDS), ...Object.keys(NO_COMMAND)]
  expect(known.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted())
  expect(Object.keys(LIST_COLUMNS).filter((id) => !known.includes(id))).toEqual([])
})

test('commands of their own are there, and every other one is added under its words with its arguments', async () => {
  const program = makeProgram()
  const own = Object.values(OWN_COMMANDS).filter((words) => !find(program, words.split(' ')))
  expect(own).toEqual([])
  const taken = made.filter(({ words }) => find(program, words))
  expect(taken.map(({ id }) => id)).toEqual([])
  await addApiNouns(program, Object.keys(nouns))
  const lost = made.filter(({ words }) => !find(program, words))
  expect(lost.map(({ id }) => id)).toEqual([])
  const words = made.map((one) => one.words.join(' '))
  expect(words.filter((one, at) => words.indexOf(one) !== at)).toEqual([])
})

test('a noun that nobody asked for has no verbs yet', async () => {
  const program = new Command()
  await addApiNouns(program, ['node', 'provisor', 'client', 'list'])
  expect(find(program, ['client', 'update'])).toBeDefined()
  expect(find(program, ['order'])?.commands).toEqual([])
})

test('no secret is a flag with a value', () => {
  const secret = (one: ApiCommand) =>
    one.flags.filter(
      ({ flag, kind }) => /password|secret|hash|epp/.test(flag) && kind !== 'secret' && kind !== 'boolean',
    )
  expect(made.flatMap((one) => secret(one).map(({ flag }) => `${one.id} --${flag}`))).toEqual([])
})
