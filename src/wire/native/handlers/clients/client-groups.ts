import { parseMoney } from '../../../../base/money.ts'
import type { ClientGroup } from '../../../../clients/client.ts'
import { clientGroups } from '../../contract/clients/client-groups.ts'
import { amountText } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const clientGroupHandlers = [
  handle(clientGroups.list, async ({ actor, domain }) => ({
    items: (await domain.clients.groups.list(actor)).map(encodeGroup),
  })),
  handle(clientGroups.get, async ({ actor, domain }, { params }) =>
    encodeGroup(await domain.clients.groups.get(actor, params.id)),
  ),
  handle(clientGroups.create, async ({ actor, domain }, { body }) =>
    encodeGroup(await domain.clients.groups.create(actor, formOf(body))),
  ),
  handle(clientGroups.update, async ({ actor, domain }, { params, body }) =>
    encodeGroup(await domain.clients.groups.update(actor, params.id, formOf(body))),
  ),
  handle(clientGroups.delete, async ({ actor, domain }, { params }) => {
    await domain.clients.groups.delete(actor, params.id)
    return params
  }),
]

const encodeGroup = ({ id, name, colour, discount, suspensionExempt, separateInvoices }: ClientGroup) => ({
  ...{ id, name, colour, discount: amountText(discount), suspensionExempt, separateInvoices },
})

const formOf = <Body extends { discount?: string | undefined }>({ discount, ...form }: Body) => ({
  ...form,
  discount: discount === undefined ? undefined : parseMoney(discount),
})
