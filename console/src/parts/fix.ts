import type { Fix } from '@provisor/client'
import { client } from '../app/api.ts'

type FixCall = NonNullable<Fix['call']>
type Body = Record<string, unknown>

/** The server says which operations mend a cause; they are called by their names. */
const send = ({ operation, params, body }: FixCall, given: Body = {}): Promise<unknown> =>
  client.call(operation as 'moduleQueue.retryAll', { params, body: { ...body, ...given } } as never)

/** Does what mends it, and then what follows, in its order. */
export async function carryOut({ call, after }: Fix, given: Body): Promise<void> {
  if (!call) return
  await send(call, given)
  for (const next of after) await send(next)
}

/** The way back, where there is one: what a lane or a server rests from, it goes on from. */
export function undoOf({ call }: Fix): (() => Promise<unknown>) | undefined {
  if (call?.operation !== 'lanes.maintenance') return undefined
  return () => send({ ...call, body: { on: !call.body.on } })
}
