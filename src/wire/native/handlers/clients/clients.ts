import { authorize } from '../../../../access/actor.ts'
import { parseMoney } from '../../../../base/money.ts'
import { Invalid } from '../../../../base/refusal.ts'
import type { ClientRecord } from '../../../../clients/clients.ts'
import type { ClientUser } from '../../../../clients/user.ts'
import { clients } from '../../contract/clients/clients.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { amountText, instantText, orNull } from '../../encode.ts'
import { type ApiCall, handle } from '../../handler.ts'
import { listByKeyset, orderOf, placeIn } from '../../keyset.ts'

export const clientHandlers = [
  handle(clients.list, async (call, { query }) => {
    const { offset, limit, cursor, include, orderBy, direction, ...rest } = query
    const { sort = direction === 'desc' ? (`-${orderBy}` as const) : orderBy, ...filter } = rest
    const withSecrets = asksSecrets(call, include)
    const order = orderOf(sort)
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      {
        list: (page) => call.domain.clients.listRecords(call.actor, filter, page, order),
        sort,
        placeOf: ({ client }) => placeIn(client, order.by),
      },
    )
    return { items: rows.map((row) => encodeClient(row, withSecrets)), ...beside }
  }),

  handle(clients.get, async (call, { params, query: { include } }) => {
    const withSecrets = asksSecrets(call, include)
    const details = await call.domain.clients.getWithDetails(call.actor, params)
    return { ...encodeClient(details, withSecrets), users: details.users.map(encodeUser) }
  }),

  handle(clients.create, async ({ actor, domain }, { body }) => {
    const { client, ownerUserId } = await domain.clients.create(actor, formOf(body))
    return { id: client.id, ownerUserId, version: client.version }
  }),

  handle(clients.update, async ({ actor, domain }, { params, body }) => {
    const { id, version } = await domain.clients.update(actor, params, formOf(body))
    return { id, version }
  }),

  handle(clients.close, async ({ actor, domain }, { params, query: { holdings } }) => {
    const { id, version } = await domain.clients.close(actor, params.id, { holdings })
    return { id, version }
  }),

  handle(clients.delete, async ({ actor, domain }, { params: { id }, query: { users } }) => {
    await domain.clients.delete(actor, id, { withUsers: users })
    return { id }
  }),

  handle(clients.users, async ({ actor, domain }, { params }) => ({
    items: (await domain.clients.users.list(actor, params.id)).map(encodeUser),
  })),

  handle(clients.addUser, async ({ actor, domain }, { params, body: { userId, email, permissions, ...person } }) => {
    if ((userId === undefined) === (email === undefined))
      throw new Invalid('userId', 'either it, or the email of a new user', userId)
    if (userId !== undefined && Object.keys(person).length > 0)
      throw new Invalid('userId', 'nothing else about a user who is there', userId)
    const who = userId === undefined ? { ...person, email: email! } : { userId }
    return encodeUser(await domain.clients.users.create(actor, params.id, { ...who, permissions }))
  }),

  handle(clients.updateUser, async ({ actor, domain }, { params: { id, userId }, body: { permissions } }) =>
    encodeUser(await domain.clients.users.update(actor, id, userId, permissions)),
  ),

  handle(clients.removeUser, async ({ actor, domain }, { params: { id, userId } }) => {
    await domain.clients.users.delete(actor, id, userId)
    return { id: userId }
  }),
]

const encodeUser = ({ permissions, ...user }: ClientUser) => ({ ...user, permissions: [...permissions] })

function asksSecrets({ actor }: ApiCall, include: readonly 'password'[] = []): boolean {
  const asks = include.includes('password')
  if (asks) authorize(actor, 'services.passwords')
  return asks
}

function formOf<Body extends InputOf<typeof clients.update>['body']>({ credit, customFields, ...form }: Body) {
  return {
    ...form,
    creditMinor: credit === undefined ? undefined : parseMoney(credit),
    customFields: customFields && Object.fromEntries(customFields.map(({ id, value }) => [id, value])),
    onlyKnownFields: true,
  }
}

function encodeClient(record: ClientRecord, withSecrets: boolean): AnswerOf<typeof clients.list>['items'][number] {
  const { client, currency, group, customFields } = record
  const { id, uuid, firstName, lastName, companyName, email, address1, address2, city, state, postcode } = client
  const { country, phoneNumber, taxId, currencyId, groupId, status, language, notes, paymentMethod } = client
  return {
    ...{ id, uuid, firstName, lastName, companyName, email, address1, address2, city, state, postcode, country },
    ...{ phoneNumber, taxId, currencyId, groupId, status, language, notes, paymentMethod },
    currency: currency.code,
    groupName: group?.name ?? null,
    credit: amountText(client.creditMinor),
    preferences: client.preferences,
    customFields: customFields.map(({ field, value, isSecret }) => ({
      id: field.id,
      name: field.name,
      ...((withSecrets || !isSecret) && { value }),
    })),
    createdOn: client.createdOn,
    createdAt: instantText(client.createdAt),
    updatedAt: instantText(client.updatedAt),
    lastLoginAt: orNull(client.lastLoginAt, instantText),
    lastLoginAddress: client.lastLoginAddress,
    version: client.version,
  }
}
