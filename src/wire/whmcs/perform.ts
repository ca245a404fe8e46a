import { type Actor, authorize } from '../../access/actor.ts'
import type { Authenticated } from '../../access/sign-in/authenticate.ts'
import type { Clock } from '../../base/clock.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Domain } from '../../domain.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { textAt } from '../codec/php-value.ts'
import type { WhmcsAction, WhmcsAnswer, WhmcsCall } from './action.ts'
import { decodeParameters } from './parameters.ts'

export type Parts = { domain: Domain; clock: Clock; wallClock: WallClock }

/** Who calls: somebody who was let in, or the owner of the data folder, who is nobody of the staff. */
export type WhmcsCaller = { actor: Actor } & { [Key in 'staff' | 'credential']: Authenticated[Key] | null }

/** One action for one caller: the right, the parameters, the verb. */
export async function perform(
  { domain, clock, wallClock }: Parts,
  action: WhmcsAction,
  { actor, staff, credential }: WhmcsCaller,
  params: ParamMap,
): Promise<WhmcsAnswer> {
  authorize(actor, action.permission)
  const native = (credential ?? staff)?.numbers === 'native'
  const call: WhmcsCall = {
    actor,
    staff,
    credential,
    domain,
    wallClock,
    now: clock.now(),
    quoted: native ? (value) => value : String,
    echo: (name) => textAt(params, name),
    echoId: (name) => {
      const sent = textAt(params, name) ?? ''
      return native && /^\s*\d{1,15}\s*$/.test(sent) ? Number(sent) : sent
    },
  }
  return action.answer(call, decodeParameters(action.parameters, params))
}
