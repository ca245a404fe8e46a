import { type Actor, authorize } from '../access/actor.ts'
import { md5Hex, type Passwords } from '../access/sign-in/passwords.ts'
import type { KeysetPage, Listed, Page } from '../base/page.ts'
import { NotFound } from '../base/refusal.ts'
import { isSealed } from '../base/secrets/sealed.ts'
import type { Transaction } from '../base/transaction.ts'
import type { Client, ClientFilter, ClientGroup, ClientOrder, ClientStatus } from './client.ts'
import { makeClientNotes } from './client-notes.ts'
import { checkContactDetails } from './contact-details.ts'
import { makeContacts } from './contacts.ts'
import {
  type ClientForm,
  type ClientStores,
  type ClientTools,
  completeContactDetails,
  createClient,
  requiredOf,
} from './create-client.ts'
import { makeCurrencies } from './currencies.ts'
import type { Currency } from './currency.ts'
import { type CustomField, fieldText } from './custom-field.ts'
import { deleteClient, type HeldByClient } from './delete-client.ts'
import { makeClientGroups } from './groups.ts'
import { makePeople } from './people.ts'
import { type ClientChanges, updateClient } from './update-client.ts'
import { type ClientUser, withPermissions } from './user.ts'
import { makeClientUsers } from './users.ts'

/** A client by number, or by e-mail address without regard to case. */
export type ClientTarget = { id: number } | { email: string }

/** The secrets are those of the user who is made as the owner; an empty password lets nobody in until one is set. */
export type NewClientInput = ClientForm & { password?: string | undefined; securityAnswer?: string | undefined }

/** A client with what stands beside it. */
export type ClientRecord = {
  client: Client
  currency: Currency
  group: ClientGroup | null
  /** All that clients are asked. `value` is empty where nothing was filled in, or where it is secret to the actor. */
  customFields: { field: CustomField; value: string; isSecret: boolean }[]
}

export type ClientDetails = ClientRecord & { users: ClientUser[] }

export type ClientParts<S extends ClientStores = ClientStores> = ClientTools & {
  read: ClientStores
  transaction: Transaction<S>
  holdings: HeldByClient<S>
  passwords: Pick<Passwords, 'hash'>
}

export function makeClients<S extends ClientStores>(parts: ClientParts<S>) {
  const { read, transaction, wallClock, secrets, passwords, holdings } = parts
  const tools = { wallClock, secrets }
  return {
    contacts: makeContacts({ read, transaction }),
    currencies: makeCurrencies({ read, transaction }),
    notes: makeClientNotes({ read, transaction }),
    groups: makeClientGroups({ read, transaction }),
    users: makeClientUsers({ read, transaction, passwords }),
    people: makePeople({ read, transaction, passwords }),

    async create(
      actor: Actor,
      { password = '', securityAnswer = '', ...form }: NewClientInput,
    ): Promise<{ client: Client; ownerUserId: number }> {
      authorize(actor, 'clients.write')
      // Before the costly hash, and again inside the step, which others take without this verb.
      checkContactDetails(completeContactDetails(form), requiredOf(form))
      const needsUser = form.ownerUserId === undefined
      const passwordHash = needsUser && password !== '' ? await passwords.hash(md5Hex(password)) : null
      const securityAnswerSealed = needsUser && securityAnswer !== '' ? secrets.seal(securityAnswer) : null
      return transaction((tx) => createClient(tx, tools, actor, { ...form, passwordHash, securityAnswerSealed }))
    },

    async update(actor: Actor, target: ClientTarget, changes: ClientChanges): Promise<Client> {
      authorize(actor, 'clients.write')
      return transaction(async (tx) => updateClient(tx, tools, actor, await idOf(tx, target), changes))
    },

    async setStatus(actor: Actor, id: number, status: ClientStatus): Promise<Client> {
      authorize(actor, 'clients.write')
      return transaction((tx) => updateClient(tx, tools, actor, id, { status }))
    },

    /** The account; with `holdings` what the client holds ends too, in the records: no panel is told. */
    async close(
      actor: Actor,
      id: number,
      { holdings: ends = false }: { holdings?: boolean | undefined } = {},
    ): Promise<Client> {
      authorize(actor, 'clients.write')
      if (ends) authorize(actor, 'services.write')
      return transaction(async (tx) => {
        const client = await updateClient(tx, tools, actor, id, { status: 'Closed' })
        if (ends) await holdings.end(tx, actor, id)
        return client
      })
    },

    /** For good, with all that is the client's; refused while anything of it runs. */
    async delete(actor: Actor, id: number, options: { withUsers?: boolean | undefined } = {}): Promise<void> {
      authorize(actor, 'clients.write')
      return transaction((tx) => deleteClient(tx, holdings, actor, id, options))
    },

    async get(actor: Actor, id: number): Promise<Client> {
      authorize(actor, 'clients.read')
      return existingClient(read, id)
    },

    async getByEmail(actor: Actor, email: string): Promise<Client> {
      authorize(actor, 'clients.read')
      return existingClient(read, await idOf(read, { email }))
    },

    async getWithDetails(actor: Actor, target: ClientTarget): Promise<ClientDetails> {
      authorize(actor, 'clients.read')
      const client = await existingClient(read, await idOf(read, target))
      const [record] = await recordsOf(actor, [client])
      return { ...record!, users: (await read.clients.users.ofClient(client.id)).map(withPermissions) }
    },

    async list(actor: Actor, filter: ClientFilter, page: Page, order?: ClientOrder): Promise<Listed<Client>> {
      authorize(actor, 'clients.read')
      return read.clients.list(filter, page, order)
    },

    /** The same, with what stands beside each. */
    async listRecords(
      actor: Actor,
      filter: ClientFilter,
      page: KeysetPage,
      order?: ClientOrder,
    ): Promise<Listed<ClientRecord>> {
      authorize(actor, 'clients.read')
      const { total, rows } = await read.clients.list(filter, page, order)
      return { total, rows: await recordsOf(actor, rows) }
    },

    /** For answers of any size: batches of one moment. */
    stream(actor: Actor, filter: ClientFilter, page: Page, order?: ClientOrder): AsyncIterable<Listed<Client>> {
      authorize(actor, 'clients.read')
      return read.clients.stream(filter, page, order)
    },
  }

  async function recordsOf(actor: Actor, clients: readonly Client[]): Promise<ClientRecord[]> {
    const currencies = await read.clients.currencies.list()
    const groups = await read.clients.groups.list()
    const fields = await read.clients.customFields.of('client')
    const shown = fieldText(actor, secrets)
    return clients.map((client) => ({
      client,
      currency: currencies.find(({ id }) => id === client.currencyId)!,
      group: groups.find(({ id }) => id === client.groupId) ?? null,
      customFields: fields.map((field) => {
        const kept = client.customFields[field.id] ?? ''
        return { field, value: shown(kept), isSecret: field.kind === 'password' || isSealed(kept) }
      }),
    }))
  }
}

export type Clients = ReturnType<typeof makeClients>

async function idOf(tx: ClientStores, target: ClientTarget): Promise<number> {
  if ('id' in target) return target.id
  const id = await tx.clients.idOfEmail(target.email)
  if (id === undefined) throw new NotFound('Client', target.email)
  return id
}

async function existingClient(tx: ClientStores, id: number): Promise<Client> {
  const client = await tx.clients.get(id)
  if (!client) throw new NotFound('Client', id)
  return client
}
