import type { Ban } from '../../../../access/bans/ban.ts'
import type { AllowedAddress } from '../../../../access/store.ts'
import { allowedAddresses, bans } from '../../contract/access/bans.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const banHandlers = [
  handle(bans.list, async ({ actor, domain }, { query }) => ({
    items: (await domain.access.bans.list(actor, query.which === 'all' ? 'all' : 'in force')).map(encodeBan),
  })),
  handle(bans.create, async ({ actor, domain }, { body }) => encodeBan(await domain.access.bans.ban(actor, body))),
  handle(bans.lift, async ({ actor, domain }, { params }) =>
    encodeBan(await domain.access.bans.lift(actor, params.id)),
  ),
  handle(allowedAddresses.list, async ({ actor, domain }) => ({
    items: (await domain.access.allowedAddresses.list(actor)).map(encodeEntry),
  })),
  handle(allowedAddresses.create, async ({ actor, domain }, { body: { range, ...details } }) =>
    encodeEntry(await domain.access.allowedAddresses.create(actor, range, details)),
  ),
  handle(allowedAddresses.update, async ({ actor, domain }, { params, body }) =>
    encodeEntry(await domain.access.allowedAddresses.update(actor, params.id, body)),
  ),
  handle(allowedAddresses.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.access.allowedAddresses.delete(actor, id)
    return { id }
  }),
]

const encodeBan = ({ id, face, address, reason, automatic, ...instants }: Ban): AnswerOf<typeof bans.lift> => ({
  id,
  face,
  address,
  reason,
  automatic,
  createdAt: instantText(instants.createdAt),
  expiresAt: orNull(instants.expiresAt, instantText),
  liftedAt: orNull(instants.liftedAt, instantText),
})

const encodeEntry = ({
  id,
  cidr,
  note,
  faces,
  createdAt,
}: AllowedAddress): AnswerOf<typeof allowedAddresses.update> => ({
  id,
  cidr,
  note,
  faces: [...faces],
  createdAt: instantText(createdAt),
})
