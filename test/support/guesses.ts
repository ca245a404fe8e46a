import { onTestFinished } from 'vitest'
import type { Face } from '../../src/access/faces.ts'
import type { LoginVerdict, Standing } from '../../src/access/sign-in/attempts.ts'
import type { AccessWorld } from './access.ts'

export const HERE = '203.0.113.9'

/** One that is looked at until it is told what it was. */
export function makeGuesses({ attempts }: AccessWorld['access']) {
  const asked: Promise<unknown>[] = []
  let isOver = false
  const looks: { shown: string; standing: Standing; end(was: LoginVerdict<string>['was']): void }[] = []
  const kept = <T>(answer: Promise<T>): Promise<T> => {
    asked.push(answer)
    return answer
  }
  onTestFinished(async () => {
    isOver = true
    for (const { end } of looks) end('right')
    await Promise.allSettled(asked)
  })
  const guess = (
    shown: string,
    { face = 'whmcs' as Face, address = HERE, who = ['staff', 'bob'] as readonly string[] } = {},
  ) =>
    kept(
      attempts.look({ face, address, who, shown }, (standing) => {
        if (isOver) return Promise.resolve({ was: 'right', value: shown })
        return new Promise<LoginVerdict<string>>((resolve) => {
          looks.push({ shown, standing, end: (was) => resolve({ was, value: shown }) })
        })
      }),
    )
  /** Until so many are being looked at, or were. */
  const until = async (many: number) => {
    while (looks.length < many) await new Promise(setImmediate)
    // Nobody else is on the way to a look who could get there.
    for (let turns = 0; turns < 20; turns++) await new Promise(setImmediate)
  }
  return { guess, looks, until, shown: () => looks.map(({ shown }) => shown) }
}
