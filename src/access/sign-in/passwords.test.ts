import { expect, test, vi } from 'vitest'
import { fixedClock } from '../../../test/support/clock.ts'
import { Busy } from '../../base/refusal.ts'

const argon2 = vi.hoisted(() => ({ calls: 0, running: 0, most: 0 }))

// The real one, counted: what these tests are about is how often and how many at once.
vi.mock('@node-rs/argon2', async (importOriginal) => {
  const real = await importOriginal<typeof import('@node-rs/argon2')>()
  const counted =
    <A extends unknown[], T>(work: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      argon2.calls += 1
      argon2.running += 1
      argon2.most = Math.max(argon2.most, argon2.running)
      try {
        return await work(...args)
      } finally {
        argon2.running -= 1
      }
    }
  return { ...real, hash: counted(real.hash), verify: counted(real.verify) }
})

const { makePasswords, md5Hex } = await import('./passwords.ts')

/** Somebody who was not right before. */
const STRANGER = { known: false, block: '203.0.113.9' }

const right = md5Hex('hunter2')
const wrong = md5Hex('hunter3')

async function setup() {
  const clock = fixedClock(1_000_000)
  const passwords = makePasswords({ clock, memoryCost: 64, timeCost: 1 })
  const stored = await passwords.hash(right)
  Object.assign(argon2, { calls: 0, most: 0 })
  return { clock, passwords, stored }
}

test('the digest is the one that legacy clients send', () => {
  expect(md5Hex('password')).toBe('5f4dcc3b5aa765d61d8327deb882cf99')
  expect(md5Hex('pässwörd')).toBe('12841e4ba5e37d2fbfc78458c6714ade')
})

test('a stored password is argon2id, salted, and holds no digest', async () => {
  const { passwords, stored } = await setup()
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$/)
  expect(stored).not.toContain(right)
  expect(await passwords.hash(right)).not.toBe(stored)
})

test('without other settings a hash costs 19 MiB and two passes', async () => {
  expect(await makePasswords({ clock: fixedClock(0) }).hash(right)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('the right digest verifies in either case, and a wrong one does not', async () => {
  const { passwords, stored } = await setup()
  expect(await passwords.verify(stored, right, 'staff 1', STRANGER)).toBe(true)
  expect(await passwords.verify(stored, right.toUpperCase(), 'staff 1', STRANGER)).toBe(true)
  expect(await passwords.verify(stored, wrong, 'staff 1', STRANGER)).toBe(false)
})

test.each(['', 'hunter2', right.slice(1), `${right}0`, `${right}\n`, 'g'.repeat(32)])(
  'what is no MD5 digest never verifies, costs nothing, and is not hashed: %j',
  async (text) => {
    const { passwords, stored } = await setup()
    expect(await passwords.verify(stored, text, 'staff 1', STRANGER)).toBe(false)
    expect(argon2.calls).toBe(0)
    await expect(passwords.hash(text)).rejects.toThrow('expected an MD5 digest')
  },
)

test('a right password is remembered for a minute', async () => {
  const { passwords, stored, clock } = await setup()
  await passwords.verify(stored, right, 'staff 1', STRANGER)
  clock.advance(59_999)
  expect(await passwords.verify(stored, right, 'staff 1', STRANGER)).toBe(true)
  expect(argon2.calls).toBe(1)
  clock.advance(1)
  expect(await passwords.verify(stored, right, 'staff 1', STRANGER)).toBe(true)
  expect(argon2.calls).toBe(2)
})

test('a wrong password is remembered for ten seconds', async () => {
  const { passwords, stored, clock } = await setup()
  await passwords.verify(stored, wrong, 'staff 1', STRANGER)
  clock.advance(9_999)
  expect(await passwords.verify(stored, wrong, 'staff 1', STRANGER)).toBe(false)
  expect(argon2.calls).toBe(1)
  clock.advance(1)
  expect(await passwords.verify(stored, wrong, 'staff 1', STRANGER)).toBe(false)
  expect(argon2.calls).toBe(2)
})

test('a clock that is set back does not make an answer last longer', async () => {
  const { passwords, stored, clock } = await setup()
  await passwords.verify(stored, right, 'staff 1', STRANGER)
  clock.advance(-1)
  await passwords.verify(stored, right, 'staff 1', STRANGER)
  expect(argon2.calls).toBe(2)
})

test('another password version, another stored text and a clear() ask anew', async () => {
  const { passwords, stored } = await setup()
  const another = await passwords.hash(wrong)
  await passwords.verify(stored, right, 'staff 1 version 1', STRANGER)
  argon2.calls = 0
  await passwords.verify(stored, right, 'staff 1 version 2', STRANGER)
  expect(argon2.calls).toBe(1)
  expect(await passwords.verify(another, right, 'staff 1 version 1', STRANGER)).toBe(false)
  expect(argon2.calls).toBe(2)
  passwords.clear()
  await passwords.verify(stored, right, 'staff 1 version 1', STRANGER)
  expect(argon2.calls).toBe(3)
})

test('an answer that was being worked out during a clear() is not remembered', async () => {
  const { passwords, stored } = await setup()
  const before = passwords.verify(stored, right, 'staff 1', STRANGER)
  passwords.clear()
  const after = passwords.verify(stored, right, 'staff 1', STRANGER)
  expect(await Promise.all([before, after])).toEqual([true, true])
  expect(argon2.calls).toBe(2)
  passwords.clear()
  const last = passwords.verify(stored, right, 'staff 1', STRANGER)
  passwords.clear()
  await last
  await passwords.verify(stored, right, 'staff 1', STRANGER)
  expect(argon2.calls).toBe(4)
})

test('the same question asked by many at once is worked out once', async () => {
  const { passwords, stored } = await setup()
  const answers = await Promise.all(
    Array.from({ length: 500 }, () => passwords.verify(stored, right, 'staff 1', STRANGER)),
  )
  expect(new Set(answers)).toEqual(new Set([true]))
  expect(argon2.calls).toBe(1)
})

test('two are hashed at once, 128 wait, and the rest is refused as busy', async () => {
  const { passwords, stored } = await setup()
  const asked = Array.from({ length: 134 }, (_, n) => passwords.verify(stored, md5Hex(String(n)), 'staff 1', STRANGER))
  const settled = await Promise.allSettled(asked)
  expect(argon2.most).toBe(2)
  expect(settled.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 130 }, () => 'fulfilled'),
    ...Array.from({ length: 4 }, () => 'rejected'),
  ])
  expect(settled.at(-1)).toMatchObject({ reason: expect.any(Busy) })
})

test('one who was refused as busy may ask again', async () => {
  const { passwords, stored } = await setup()
  const others = Array.from({ length: 130 }, (_, n) => passwords.verify(stored, md5Hex(String(n)), 'staff 1', STRANGER))
  await expect(passwords.verify(stored, right, 'staff 1', STRANGER)).rejects.toBeInstanceOf(Busy)
  await Promise.all(others)
  expect(await passwords.verify(stored, right, 'staff 1', STRANGER)).toBe(true)
})

test('a stored text that is damaged is a fault each time, and does not use up a place', async () => {
  const { passwords, stored } = await setup()
  for (let times = 0; times < 3; times++) {
    await expect(passwords.verify('$argon2id$damaged', right, 'staff 1', STRANGER)).rejects.toThrow()
  }
  expect(argon2.calls).toBe(3)
  expect(await passwords.verify(stored, right, 'staff 1', STRANGER)).toBe(true)
})

test('wrong guesses push out neither the right answer nor more than their own number', async () => {
  const { passwords, stored } = await setup()
  await passwords.verify(stored, right, 'staff 1', STRANGER)
  for (let n = 0; n < 1001; n++) await passwords.verify(stored, md5Hex(String(n)), 'staff 1', STRANGER)
  argon2.calls = 0
  await passwords.verify(stored, right, 'staff 1', STRANGER)
  await passwords.verify(stored, md5Hex('1'), 'staff 1', STRANGER)
  expect(argon2.calls).toBe(0)
  await passwords.verify(stored, md5Hex('0'), 'staff 1', STRANGER)
  expect(argon2.calls).toBe(1)
})

test('the decoy is worked on like a stored password of the same costs, and matches nobody', async () => {
  const { passwords, stored } = await setup()
  const shape = (text: string) => text.split('$').map((part, index) => (index < 4 ? part : part.length))
  expect(shape(passwords.decoy)).toEqual(shape(stored))
  expect(await passwords.verify(passwords.decoy, right, 'nobody', STRANGER)).toBe(false)
  expect(argon2.calls).toBe(1)
})
