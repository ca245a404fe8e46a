import type { RecordStore } from '../../access/store.ts'
import type { ClientNote, ClientNoteFilter } from '../../clients/client-note.ts'
import type { Queries } from '../engine/database.ts'
import { recordStore } from '../engine/record-store.ts'
import { flag, sql } from '../engine/sql.ts'

export const clientNoteStore = (q: Queries): RecordStore<ClientNote, ClientNoteFilter> =>
  recordStore<ClientNote, ClientNoteFilter>(q, {
    name: 'client_notes',
    columns: {
      clientId: 'client_id',
      staffName: 'staff_name',
      text: 'body',
      sticky: 'sticky',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    flags: ['sticky'],
    matching: ({ clientId, sticky }) => [
      clientId === undefined ? undefined : sql`client_id = ${clientId}`,
      sticky === undefined ? undefined : sql`sticky = ${flag(sticky)}`,
    ],
  })
