import type { Patch } from '../../base/merge.ts'
import type { ProjectFile } from '../../projects/threads/project-file.ts'
import type { NewProjectFile, ProjectFileStore } from '../../projects/threads/thread-store.ts'
import type { Queries } from '../engine/database.ts'
import { type FieldMap, number, text } from '../engine/fields.ts'
import { fold, type Sql, sql } from '../engine/sql.ts'
import { ENTRY_FIELDS, posterColumns, threadedStore } from './threaded.ts'

const FIELDS: FieldMap<ProjectFile> = {
  ...ENTRY_FIELDS,
  label: text(sql`h.label`),
  versionLabel: text(sql`e.version_label`),
  filename: text(sql`e.filename`),
  mediaType: text(sql`e.media_type`),
  size: number(sql`c.size`),
  sha256: text(sql`c.sha256`),
  detail: text(sql`e.detail`),
  contentId: number(sql`e.content_id`),
}

export function projectFileStore(q: Queries): ProjectFileStore {
  const store = threadedStore<ProjectFile>(q, {
    kind: 'file',
    table: sql`project_files`,
    fields: FIELDS,
    beside: sql`JOIN contents c ON c.id = e.content_id`,
    searched: [sql`h.label_folded`, sql`e.filename_folded`, sql`e.detail_folded`],
  })

  /** Copies of a project share the bytes of its files. */
  async function deleteWhere(condition: Sql): Promise<number[]> {
    const rows = await q.all<{ contentId: number }>(
      sql`DELETE FROM project_files WHERE ${condition} RETURNING content_id AS "contentId"`,
    )
    const ids = [...new Set(rows.map(({ contentId }) => contentId))]
    const shared = await q.all<{ contentId: number }>(
      sql`SELECT DISTINCT content_id AS "contentId" FROM project_files WHERE content_id ${q.phrases.inIntegers(ids)}`,
    )
    const kept = new Set(shared.map(({ contentId }) => contentId))
    return ids.filter((id) => !kept.has(id))
  }

  return {
    list: store.list,
    listThreads: store.heads,
    get: store.one,
    insert: ({ id, threadId, ...file }, at) =>
      store.put(id, threadId, { ...toColumns(file), ...posterColumns(file) }, at),
    update: (id, changes, at) => store.change(id, toColumns(changes), at),
    latest: store.latest,
    delete: (id) => deleteWhere(sql`id = ${id}`),
    deleteThreads: (ids) => deleteWhere(sql`thread_id ${q.phrases.inIntegers(ids)}`),
  }
}

const toColumns = ({ versionLabel, filename, mediaType, detail, contentId }: Patch<NewProjectFile>) => ({
  version_label: versionLabel,
  filename,
  filename_folded: filename === undefined ? undefined : fold(filename),
  media_type: mediaType,
  detail,
  detail_folded: detail === undefined ? undefined : fold(detail),
  content_id: contentId,
})
