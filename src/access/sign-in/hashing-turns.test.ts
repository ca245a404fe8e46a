import { expect, test } from 'vitest'
import { Busy } from '../../base/refusal.ts'
import { makeHashingTurns } from './hashing-turns.ts'

/** Turns whose work is done when it is told to, and in which order it began. */
function setup() {
  const turn = makeHashingTurns()
  const began: string[] = []
  const ends: (() => void)[] = []
  const outcomes: Promise<unknown>[] = []
  const ask = (name: string, block: string, known = false) => {
    const asked = turn({ known, block }, async () => {
      began.push(name)
      await new Promise<void>((resolve) => ends.push(resolve))
    })
    asked.catch(() => {})
    outcomes.push(asked)
    return asked
  }
  /** Ends what runs until nothing does, and tells in which order all of it began. */
  const order = async () => {
    await new Promise(setImmediate)
    while (ends.length > 0) {
      ends.shift()!()
      await new Promise(setImmediate)
    }
    await Promise.allSettled(outcomes)
    return began
  }
  return { ask, order, began }
}

const names = (prefix: string, n: number) => Array.from({ length: n }, (_, index) => `${prefix}${index}`)

test('two run at once', async () => {
  const { ask, order, began } = setup()
  for (const name of names('a', 4)) ask(name, 'a')
  await new Promise(setImmediate)
  expect(began).toEqual(['a0', 'a1'])
  expect(await order()).toEqual(names('a', 4))
})

test('those who were right before take every other turn, however many strangers wait', async () => {
  const { ask, order } = setup()
  for (const name of names('stranger', 130)) ask(name, name)
  for (const name of names('known', 5)) ask(name, 'home', true)
  const began = await order()
  expect(began.filter((name) => name.startsWith('known'))).toEqual(names('known', 5))
  expect(began.indexOf('known4')).toBeLessThan(12)
})

test('strangers are not starved by those who were right before either', async () => {
  const { ask, order } = setup()
  for (const name of names('known', 60)) ask(name, 'home', true)
  ask('stranger', 'away')
  expect((await order()).indexOf('stranger')).toBeLessThan(5)
})

test('blocks of addresses take turns, and within one the first to come is the first to begin', async () => {
  const { ask, order } = setup()
  for (const name of names('a', 5)) ask(name, 'a')
  for (const name of names('b', 2)) ask(name, 'b')
  ask('c0', 'c')
  expect(await order()).toEqual(['a0', 'a1', 'a2', 'b0', 'c0', 'a3', 'b1', 'a4'])
})

test('where all places are taken, the block that has most of them gives one up for a newcomer', async () => {
  const { ask, order } = setup()
  const asked = names('a', 130).map((name) => ask(name, 'a'))
  ask('b0', 'b')
  await expect(asked.at(-1)).rejects.toBeInstanceOf(Busy)
  await expect(ask('a130', 'a')).rejects.toBeInstanceOf(Busy)
  expect(await order()).toContain('b0')
})

test('where all places are taken by as many blocks, a newcomer is refused', async () => {
  const { ask, order } = setup()
  for (const name of names('a', 130)) ask(name, name)
  await expect(ask('late', 'late')).rejects.toBeInstanceOf(Busy)
  const began = await order()
  expect(began).toHaveLength(130)
})
