import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import type { HoldStatus } from '../../hold/hold.ts'
import { WORKS } from '../../hold/work.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

const works = z.array(z.enum(WORKS))

export const holdBegin = localOperation(z.object({ why: z.string().max(200) }), async ({ domain }, { why }) =>
  shown(await domain.hold.begin(SYSTEM, why)),
)

export const holdGet = localOperation(z.object({}), async ({ domain }) => shown(await domain.hold.get(SYSTEM)))

export const holdRelease = localOperation(z.object({ run: works, drop: works }), async ({ domain }, how) =>
  shown(await domain.hold.release(SYSTEM, how)),
)

const shown = ({ held, waiting }: HoldStatus) => ({
  held: held && { since: isoText(held.since), why: held.why },
  waiting: waiting.map(({ work, count, oldest }) => ({ work, count, oldest: isoText(oldest) })),
})
