import { type Actor, authorize } from '../access/actor.ts'
import type { Face } from '../access/faces.ts'
import type { Attempts } from '../access/sign-in/attempts.ts'
import { md5Hex, type Passwords } from '../access/sign-in/passwords.ts'
import { randomToken } from '../base/ids.ts'
import type { Transaction } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import type { ClientStores } from './create-client.ts'
import { ClientRefused } from './refused.ts'

type Parts = {
  read: ClientStores
  transaction: Transaction<ClientStores>
  passwords: Pick<Passwords, 'verify' | 'decoy'>
  attempts: Pick<Attempts, 'look'>
}

const LONGEST = 255

/**
 * Whether this is the password of that user. Whoever may ask could guess: wrong ones count for the address that asks and
 * for the user that is named, like any guess, and too many of them are not looked at any more.
 */
export const makeUserSignIn =
  ({ read, transaction, passwords, attempts }: Parts) =>
  async (actor: Actor, face: Face, { email, password }: { email: string; password: string }): Promise<number> => {
    authorize(actor, 'clients.write')
    const named = email.trim().slice(0, LONGEST)
    const found = await read.clients.users.passwordOf(named)
    const attempt = { face, address: actor.address, who: ['user', named.toLowerCase()], shown: randomToken(32) }
    const answer = await attempts.look(attempt, async (standing) => {
      const stored = found?.passwordHash ?? passwords.decoy
      const isRight = await passwords.verify(stored, md5Hex(password.slice(0, LONGEST)), `user ${found?.id}`, standing)
      return { was: isRight && found ? 'right' : 'wrong', value: isRight }
    })
    if ('stopped' in answer || !answer.value || !found)
      throw new ClientRefused('sign_in_refused', 'The e-mail address or the password is wrong')
    await transaction((tx) =>
      record(tx, actor, {
        kind: 'user.signed_in',
        subjectId: found.id,
        description: `User ${found.id} signed in with a password`,
      }),
    )
    return found.id
  }
