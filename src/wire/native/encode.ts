import type { z } from 'zod'
import { formatMoney, type Minor } from '../../base/money.ts'
import type { Changes, EventRow } from '../../events/store.ts'
import type { Fix, FixCall } from '../../provisioning/queue/fixes.ts'
import type { AnswerOf } from './contract/operation.ts'
import type { fix } from './contract/provisioning/fix.ts'
import type { services } from './contract/services/services.ts'

/** Milliseconds since the epoch as the API writes instants. */
export const instantText = (at: number): string => new Date(at).toISOString()

export const amountText = (amount: Minor): string => formatMoney(amount)

/** `encode` for what may be unset. */
export const orNull = <T, U>(value: T | null, encode: (value: T) => U): U | null =>
  value === null ? null : encode(value)

type FixShown = z.output<typeof fix>

export const encodeFix = ({ label, effect, asks, call, after }: Fix): FixShown => ({
  label,
  effect,
  asks: [...asks],
  call: call && encodeCall(call),
  after: after.map(encodeCall),
})

const encodeCall = ({ operation, params, body }: FixCall): FixShown['after'][number] => ({
  operation,
  params: { ...params },
  body: { ...body },
})

/** How the recorded values of a noun's fields are written; those that are not named are written as they are. */
export type FieldEncoders = Readonly<Record<string, (value: never) => unknown>>

type Event = AnswerOf<(typeof services)['history']>['items'][number]

export function encodeEvent(event: EventRow, encoders: FieldEncoders): Event {
  const { id, at, kind, description, actorKind, actorId, actorName, address, changes } = event
  return {
    id,
    at: instantText(at),
    kind,
    description,
    actor: { kind: actorKind, id: actorId, name: actorName, address },
    changes: encodeChanges(changes, encoders),
  }
}

function encodeChanges(changes: Changes, encoders: FieldEncoders): Event['changes'] {
  const encoded: Event['changes'] = {}
  for (const [field, [before, after]] of Object.entries(changes)) {
    const encode = (value: unknown) => {
      const encoder = value == null ? undefined : encoders[field]
      return encoder ? encoder(value as never) : (value ?? null)
    }
    encoded[field] = { before: encode(before), after: encode(after) }
  }
  return encoded
}
