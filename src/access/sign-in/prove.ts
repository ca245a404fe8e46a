import { randomToken } from '../../base/ids.ts'
import { Invalid, Refusal } from '../../base/refusal.ts'
import type { Actor } from '../actor.ts'
import type { Attempts, Standing } from './attempts.ts'

/** Throws `invalid` for the field when it is wrong. */
export type Prove = (
  actor: Actor,
  field: string,
  expected: string,
  verify: (standing: Standing) => Promise<boolean>,
) => Promise<void>

/** What somebody who is signed in shows once more before something that matters. A wrong one is a guess like any other. */
export const makeProve =
  (attempts: Attempts): Prove =>
  async ({ id, address }, field, expected, verify) => {
    const who = ['shown once more', String(id)]
    const answer = await attempts.look({ face: 'native', address, who, shown: randomToken(32) }, async (standing) => {
      const value = await verify(standing)
      return { was: value ? 'right' : 'wrong', value }
    })
    if ('stopped' in answer) throw new Refusal('address_banned', `${address} is banned from this API for now`)
    if (!answer.value) throw new Invalid(field, expected)
  }
