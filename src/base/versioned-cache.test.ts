import { expect, test } from 'vitest'
import { fixedClock } from '../../test/support/clock.ts'
import { makeVersionedCache } from './versioned-cache.ts'

/** A stored version that moves on demand, and whose next read can be held back. */
function setup() {
  const stored = { version: 1, reads: 0 }
  let gate: Promise<void> | undefined
  const version = async () => {
    const seen = stored.version
    stored.reads++
    const held = gate
    gate = undefined
    await held
    return seen
  }
  const clock = fixedClock(1000)
  const memory = makeVersionedCache({ readVersion: version, clock })
  const holdNextRead = () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    gate = promise
    return resolve
  }
  return { stored, clock, memory, holdNextRead }
}

test('makes what it keeps once for each version, however many ask', async () => {
  const { stored, clock, memory } = setup()
  let made = 0
  const get = memory.keep(() => ++made)
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1])
  clock.advance(500)
  expect(await get()).toBe(1)
  stored.version = 2
  expect(await get()).toBe(1)
  clock.advance(500)
  expect(await Promise.all([get(), get()])).toEqual([2, 2])
  expect(stored.reads).toBe(3)
})

test('sees its own change, also when a look was under way while it was made', async () => {
  const { stored, clock, memory, holdNextRead } = setup()
  const get = memory.keep(() => stored.version)
  await get()
  clock.advance(500)
  const release = holdNextRead()
  const early = get()
  stored.version = 2
  memory.forget()
  release()
  expect(await early).toBe(2)
  expect(await get()).toBe(2)
})

test('does not keep what could not be made', async () => {
  const { memory } = setup()
  let tries = 0
  const get = memory.keep(async () => {
    if (++tries === 1) throw new Error('gone away')
    return tries
  })
  await expect(get()).rejects.toThrow('gone away')
  expect(await get()).toBe(2)
})
