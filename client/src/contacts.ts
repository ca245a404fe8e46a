import type { Call, CallOptions } from './call.ts'
import type { ContactsCreateBody, ContactsUpdateBody } from './contract.ts'

/** Whom else to write to on a client's behalf. */
export const makeContacts = (call: Call) => ({
  list: (clientId: number, options?: CallOptions) => call('contacts.list', { params: { id: clientId } }, options),
  get: (id: number, options?: CallOptions) => call('contacts.get', { params: { id } }, options),
  create: (clientId: number, body: ContactsCreateBody, options?: CallOptions) =>
    call('contacts.create', { params: { id: clientId }, body }, options),
  update: (id: number, body: ContactsUpdateBody, options?: CallOptions) =>
    call('contacts.update', { params: { id }, body }, options),
  delete: (id: number, options?: CallOptions) => call('contacts.delete', { params: { id } }, options),
})

export type Contacts = ReturnType<typeof makeContacts>
