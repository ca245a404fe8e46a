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

/** `unused`: what was sent, is documented for this action, and was not used. */
export type Performed = { answer: WhmcsAnswer; unused: readonly string[] }

/** One action for one caller: the right, the parameters, the verb. */
export async function perform(
  { domain, clock, wallClock }: Parts,
  action: WhmcsAction,
  { actor, staff, credential }: WhmcsCaller,
  params: ParamMap,
): Promise<Performed> {
  authorize(actor, action.permission)
  const unused = new Set<string>()
  const native = (credential ?? staff)?.numbers === 'native'
  const call: WhmcsCall = {
    actor,
    staff,
    credential,
    domain,
    wallClock,
    now: clock.now(),
    quoted: native ? (value) => value : String,
    passOver: (field) => void unused.add(field),
    echo: (name) => textAt(params, name),
    echoId: (name) => {
      const sent = textAt(params, name) ?? ''
      return native && /^\s*\d{1,15}\s*$/.test(sent) ? Number(sent) : sent
    },
  }
  const values = decodeParameters(action.parameters, params)
  const answer = await action.answer(call, values)
  for (const [name, { unused: idle }] of Object.entries(action.parameters))
    if (idle && params.has(name) && params.get(name) !== '') unused.add(name)
  return { answer, unused: [...unused] }
}
