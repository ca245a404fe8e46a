import { describe, expect, test } from 'vitest'
import { type AccessWorld, MINUTE, openAccess, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { HERE, makeGuesses } from '../../../test/support/guesses.ts'
import { makeVersionedCache } from '../../base/versioned-cache.ts'
import { SYSTEM } from '../actor.ts'
import { makeAttempts } from './attempts.ts'

const ELSEWHERE = '198.51.100.7'

describe('guesses that come at once', () => {
  test('wait while three are being looked at, and go on when one of these was right', async () => {
    const { access } = await openAccess()
    const { guess, looks, until } = makeGuesses(access)
    const asked = ['a', 'b', 'c', 'd', 'e'].map((name) => guess(name, { who: ['staff', name] }))
    await until(3)
    expect(looks).toHaveLength(3)
    looks[0]!.end('right')
    await until(4)
    expect(looks).toHaveLength(4)
    looks[1]!.end('right')
    await until(5)
    for (const { end } of looks) end('right')
    expect(await Promise.all(asked)).toMatchObject(['a', 'b', 'c', 'd', 'e'].map((value) => ({ was: 'right', value })))
  })

  test('are answered as banned when those three were wrong, also a right one among them', async () => {
    const { access } = await openAccess()
    const { guess, looks, until } = makeGuesses(access)
    const asked = ['a', 'b', 'c', 'd', 'e'].map((name) => guess(name))
    await until(3)
    for (const { end } of looks) end('wrong')
    const answers = await Promise.all(asked)
    expect(answers.slice(0, 3)).toMatchObject([{ was: 'wrong' }, { was: 'wrong' }, { was: 'wrong' }])
    expect(answers.slice(3)).toEqual([{ stopped: 'banned' }, { stopped: 'banned' }])
    expect(looks).toHaveLength(3)
  })

  test('and are the same are looked at once while that is right', async () => {
    const { access } = await openAccess()
    const { guess, looks, until } = makeGuesses(access)
    const asked = Array.from({ length: 20 }, () => guess('the same'))
    await until(1)
    looks[0]!.end('right')
    expect(await Promise.all(asked)).toEqual(Array(20).fill({ was: 'right', value: 'the same' }))
    expect(looks).toHaveLength(1)
  })

  test('and are the same count each when that is wrong', async () => {
    const { access } = await openAccess()
    const { guess, looks, until } = makeGuesses(access)
    const asked = Array.from({ length: 20 }, () => guess('the same'))
    for (let n = 1; n <= 3; n++) {
      await until(n)
      looks[n - 1]!.end('wrong')
    }
    expect((await Promise.all(asked)).filter((answer) => 'stopped' in answer)).toHaveLength(17)
    expect(looks).toHaveLength(3)
    expect(await access.bans.list(SYSTEM, 'all')).toHaveLength(1)
  })

  test('hold up neither those of another block nor those on another face', async () => {
    const { access } = await openAccess()
    const { guess, until, shown } = makeGuesses(access)
    for (const name of ['a', 'b', 'c', 'waits']) guess(name, { address: '2001:db8::1' })
    await until(3)
    guess('other face', { address: '2001:db8::1', face: 'native' })
    guess('other block', { address: '2001:db8:0:1::1' })
    guess('same block', { address: '2001:db8::2' })
    await until(5)
    expect(shown().sort()).toEqual(['a', 'b', 'c', 'other block', 'other face'])
  })

  test('give their places back when a look ends with a fault', async () => {
    const { access } = await openAccess()
    const fault = (shown: string) =>
      access.attempts.look({ face: 'whmcs', address: HERE, who: [], shown }, async () =>
        Promise.reject(new Error(shown)),
      )
    for (const name of ['a', 'b', 'c', 'd']) await expect(fault(name)).rejects.toThrow(name)
    expect(await access.authentication.checkAddress('whmcs', HERE)).toBe('allowed')
  })

  test('get the places of a process that died, after half a minute', async () => {
    const world = await openAccess()
    const dying = makeGuesses(world.another())
    for (const name of ['a', 'b', 'c']) dying.guess(name)
    await dying.until(3)
    const { guess, looks, until } = makeGuesses(world.access)
    const waiting = guess('d')
    await until(0)
    expect(looks).toHaveLength(0)
    world.clock.advance(30_000)
    await until(1)
    looks[0]!.end('right')
    expect(await waiting).toMatchObject({ was: 'right' })
  })

  test('from an address that is spared a ban are looked at three at a time', async () => {
    const { access } = await openAccess()
    await access.allowedAddresses.create(SYSTEM, HERE)
    const { guess, looks, until } = makeGuesses(access)
    const asked = Array.from({ length: 9 }, (_, n) => guess(`guess ${n}`))
    for (let n = 3; n <= 9; n++) {
      await until(n)
      expect(looks).toHaveLength(n)
      looks[n - 3]!.end('wrong')
    }
    for (const { end } of looks) end('wrong')
    expect((await Promise.all(asked)).every((answer) => 'was' in answer)).toBe(true)
  })

  test('are refused as busy beyond 256 of one block', async () => {
    const { access } = await openAccess()
    const { guess, until } = makeGuesses(access)
    const outcomes: string[] = []
    for (let n = 0; n < 262; n++)
      guess(`guess ${n}`).then(
        () => outcomes.push('answered'),
        ({ code }) => outcomes.push(code),
      )
    await until(3)
    expect(outcomes).toEqual(expect.arrayContaining(['busy']))
    expect(outcomes.length).toBeLessThanOrEqual(6)
  })
})

describe('an account at which many guess', () => {
  async function setup(delayMs: number) {
    const world = await openAccess(undefined, { limits: { delayMs } })
    const slept: number[] = []
    const attempts = makeAttempts({
      ...world,
      limits: { ...world.limits, delayMs },
      memory: makeVersionedCache({ readVersion: () => world.read.access.version(), clock: world.clock }),
      rules: async () => ({
        banOf: () => undefined,
        banEnd: () => undefined,
        listensTo: () => true,
        spares: () => false,
        isAccessKey: () => false,
      }),
      sleep: async (ms) => slept.push(ms),
    })
    let n = 0
    const guess = (address: string, was: 'right' | 'wrong' = 'wrong', who = 'bob') =>
      attempts.look({ face: 'native', address, who: ['staff', who], shown: `${n++}` }, async () => ({ was, value: 0 }))
    return { ...world, slept, guess }
  }

  test('is slower to guess at, from wherever, up to a bound, and nobody is held up who names another', async () => {
    const { guess, slept } = await setup(4000)
    for (let n = 0; n < 10; n++) await guess(`203.0.113.${n}`)
    expect(slept).toEqual([250, 500, 1000, 2000, 4000, 4000, 4000])
    await guess('203.0.113.20', 'wrong', 'eve')
    expect(slept).toHaveLength(7)
  })

  test('is guessed at as slowly after addresses were banned for it', async () => {
    const { guess, slept } = await setup(300)
    for (let n = 0; n < 6; n++) await guess(`203.0.113.${n % 2}`)
    slept.length = 0
    await guess('203.0.113.20')
    expect(slept).toEqual([300])
  })

  test('is let in all the same, and not held up where it was right before', async () => {
    const { guess, slept } = await setup(4000)
    expect(await guess(HERE, 'right')).toMatchObject({ was: 'right' })
    for (let n = 0; n < 5; n++) await guess(`203.0.113.${100 + n}`)
    slept.length = 0
    expect(await guess(HERE, 'right')).toMatchObject({ was: 'right' })
    expect(slept).toEqual([])
    expect(await guess(ELSEWHERE, 'right')).toMatchObject({ was: 'right' })
    expect(slept).toEqual([1000])
  })

  test('is as quick as before when the guesses are a quarter of an hour old', async () => {
    const { guess, slept, clock } = await setup(4000)
    for (let n = 0; n < 4; n++) await guess(`203.0.113.${n}`)
    slept.length = 0
    clock.advance(15 * MINUTE)
    await guess(ELSEWHERE)
    expect(slept).toEqual([])
  })
})

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  describe('with many at once', () => {
    test('looks at three of sixty wrong guesses over three processes, and makes one ban of them', () =>
      opened(async (world) => {
        const processes = [world.access, world.another(), world.another()]
        let looked = 0
        const { promise: allAreHere, resolve: goOn } = Promise.withResolvers<void>()
        const guess = (n: number) =>
          processes[n % 3]!.attempts.look(
            { face: 'whmcs', address: '203.0.113.9', who: ['staff', 'bob'], shown: `guess ${n}` },
            async () => {
              looked++
              await allAreHere
              // Among the refused ones is a right one.
              return { was: n === 59 ? 'right' : 'wrong', value: n }
            },
          )
        const asked = Array.from({ length: 59 }, (_, n) => guess(n))
        // The right one comes when three are looked at: who comes at the same time may be one of these.
        await expect.poll(() => looked).toBe(3)
        asked.push(guess(59))
        goOn()
        const answers = await Promise.all(asked)
        expect(looked).toBe(3)
        expect(answers.filter((answer) => 'stopped' in answer)).toHaveLength(57)
        expect(answers[59]).toEqual({ stopped: 'banned' })
        expect(await world.access.bans.list(SYSTEM, 'all')).toMatchObject([{ face: 'whmcs', address: '203.0.113.9' }])
      }))

    test('looks at the burst of sixty wrong guesses on a face that throttles, over two processes', () =>
      opened(async (world) => {
        const processes = [world.access, world.another()]
        let looked = 0
        const guess = (n: number) =>
          processes[n % 2]!.attempts.look(
            { face: 'aculab', address: '203.0.113.9', who: ['outbound', '1-2-0/bob'], shown: `guess ${n}` },
            async () => {
              looked++
              await new Promise(setImmediate)
              return { was: 'wrong', value: n }
            },
          )
        const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => guess(n)))
        expect(looked).toBe(10)
        expect(answers.filter((answer) => 'stopped' in answer)).toHaveLength(50)
        expect(answers.find((answer) => 'stopped' in answer)).toEqual({ stopped: 'throttled', retryAfterMs: 1000 })
        world.clock.advance(999)
        expect(await guess(60)).toMatchObject({ stopped: 'throttled', retryAfterMs: 1 })
        world.clock.advance(1)
        expect(await guess(61)).toMatchObject({ was: 'wrong' })
        expect(await guess(62)).toMatchObject({ stopped: 'throttled' })
      }))
  })
})
