import type { EntryNote } from '../../provisioning/queue/queue-entry.ts'
import type { ModuleQueueStore } from '../../provisioning/store.ts'
import type { Queries } from '../engine/database.ts'
import { insertValues, sql } from '../engine/sql.ts'

const NOTE = sql`id, entry_id AS "entryId", text, staff_id AS "staffId", by_name AS "by", created_at AS "at"`

export const queueNoteStore = (q: Queries) =>
  ({
    notes: (entryId) =>
      q.all<EntryNote>(sql`SELECT ${NOTE} FROM module_queue_notes WHERE entry_id = ${entryId} ORDER BY id`),
    note: (id) => q.get<EntryNote>(sql`SELECT ${NOTE} FROM module_queue_notes WHERE id = ${id}`),
    addNote: ({ entryId, text, staffId, by }, at) =>
      q.insert(
        sql`INSERT INTO module_queue_notes ${insertValues({
          ...{ entry_id: entryId, text, staff_id: staffId, by_name: by, created_at: at },
        })} RETURNING id`,
      ),
    async deleteNote(id) {
      await q.run(sql`DELETE FROM module_queue_notes WHERE id = ${id}`)
    },
  }) satisfies Partial<ModuleQueueStore>
