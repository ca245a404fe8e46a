import { makeRecordVerbs } from '../access/record-verbs.ts'
import { requireLines } from '../base/checks.ts'
import { NotFound } from '../base/refusal.ts'
import type { Transaction } from '../base/transaction.ts'
import type { ClientNote, ClientNoteFilter } from './client-note.ts'
import type { ClientStores } from './create-client.ts'
import { ClientRefused } from './refused.ts'

type Draft = { clientId: number; staffName?: string; text: string; sticky?: boolean | undefined }

const LONGEST_NOTE = 65_535

export function makeClientNotes({ read, transaction }: { read: ClientStores; transaction: Transaction<ClientStores> }) {
  return makeRecordVerbs<ClientStores, ClientNote, ClientNoteFilter, Draft>({
    read,
    transaction,
    noun: 'Client note',
    kinds: { created: 'client_note.created', updated: 'client_note.updated', deleted: 'client_note.deleted' },
    rights: { read: 'clients.read', write: 'clients.write' },
    storeOf: ({ clients }) => clients.notes,
    async checked(tx, { clientId, staffName = '', text, sticky = false }, before) {
      if (!before && !(await tx.clients.lock(clientId))) throw new NotFound('Client', clientId)
      if (text.trim() === '') throw new ClientRefused('note_empty', 'A note needs a text')
      return { clientId, staffName, text: requireLines('text', text, LONGEST_NOTE), sticky }
    },
    titleOf: ({ text }) => text.trim().split('\n', 1)[0]!.slice(0, 80),
    clientIdOf: ({ clientId }) => clientId,
  })
}
