import type { Contact } from '../../../../clients/contact.ts'
import { contacts } from '../../contract/clients/contacts.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const contactHandlers = [
  handle(contacts.list, async ({ actor, domain }, { params }) => ({
    items: (await domain.clients.contacts.list(actor, params.id)).map(encodeContact),
  })),

  handle(contacts.get, async ({ actor, domain }, { params }) =>
    encodeContact(await domain.clients.contacts.get(actor, params.id)),
  ),

  handle(contacts.create, async ({ actor, domain }, { params, body }) =>
    encodeContact(await domain.clients.contacts.create(actor, params.id, body)),
  ),

  handle(contacts.update, async ({ actor, domain }, { params, body }) =>
    encodeContact(await domain.clients.contacts.update(actor, params.id, body)),
  ),

  handle(contacts.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.clients.contacts.delete(actor, id)
    return { id }
  }),
]

function encodeContact(contact: Contact): AnswerOf<typeof contacts.get> {
  const { id, clientId, firstName, lastName, companyName, email, address1, address2, city, state } = contact
  const { postcode, country, phoneNumber, taxId, emails } = contact
  return {
    ...{ id, clientId, firstName, lastName, companyName, email, address1, address2, city, state },
    ...{ postcode, country, phoneNumber, taxId, emails },
    createdAt: instantText(contact.createdAt),
  }
}
