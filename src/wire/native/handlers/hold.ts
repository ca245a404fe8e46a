import type { HoldStatus } from '../../../hold/hold.ts'
import { hold } from '../contract/hold.ts'
import type { AnswerOf } from '../contract/operation.ts'
import { instantText } from '../encode.ts'
import { handle } from '../handler.ts'

export const holdHandlers = [
  handle(hold.get, async ({ actor, domain }) => encode(await domain.hold.get(actor))),
  handle(hold.begin, async ({ actor, domain }, { body }) => encode(await domain.hold.begin(actor, body.why))),
  handle(hold.release, async ({ actor, domain }, { body }) => encode(await domain.hold.release(actor, body))),
]

const encode = ({ held, waiting }: HoldStatus): AnswerOf<typeof hold.get> => ({
  held: held && { since: instantText(held.since), why: held.why },
  waiting: waiting.map(({ work, count, oldest }) => ({ work, count, oldest: instantText(oldest) })),
})
