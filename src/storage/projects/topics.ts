import type { Patch } from '../../base/merge.ts'
import type { TopicStore } from '../../projects/threads/thread-store.ts'
import type { Topic } from '../../projects/threads/topic.ts'
import type { Queries } from '../engine/database.ts'
import { type FieldMap, text } from '../engine/fields.ts'
import { fold, sql } from '../engine/sql.ts'
import { ENTRY_FIELDS, posterColumns, threadedStore } from './threaded.ts'

const FIELDS: FieldMap<Topic> = { ...ENTRY_FIELDS, title: text(sql`e.title`), detail: text(sql`e.detail`) }
const SEARCHED = [sql`e.title_folded`, sql`e.detail_folded`]

export function topicStore(q: Queries): TopicStore {
  const store = threadedStore<Topic>(q, { kind: 'topic', table: sql`topics`, fields: FIELDS, searched: SEARCHED })
  return {
    list: store.list,
    listThreads: store.heads,
    get: store.one,
    insert: ({ id, threadId, ...topic }, at) =>
      store.put(id, threadId, { ...textColumns(topic), ...posterColumns(topic) }, at),
    update: (id, changes, at) => store.change(id, textColumns(changes), at),
    latest: store.latest,
    async delete(id) {
      await q.run(sql`DELETE FROM topics WHERE id = ${id}`)
      return []
    },
    async deleteThreads(ids) {
      await q.run(sql`DELETE FROM topics WHERE thread_id ${q.phrases.inIntegers(ids)}`)
      return []
    },
  }
}

const textColumns = ({ title, detail }: Patch<Pick<Topic, 'title' | 'detail'>>) => ({
  title,
  title_folded: title === undefined ? undefined : fold(title),
  detail,
  detail_folded: detail === undefined ? undefined : fold(detail),
})
