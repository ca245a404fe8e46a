import { CLIENT_ACCESS } from '../../../projects/project.ts'
import type { ProjectFile } from '../../../projects/threads/project-file.ts'
import { THREAD_STATUSES } from '../../../projects/threads/thread.ts'
import { type Columns, columnsOf } from '../column.ts'
import { type Noun, placeOf } from '../noun.ts'

const { id, number, text, word, datetime } = columnsOf<ProjectFile>()
const always = { writes: 'always' } as const

/** Section 5.4 of the reference. Not documented: all but file_id, project_id, action_id, file_label and file_status. */
const fileColumns: Columns<ProjectFile> = {
  file_id: id('id', 'Key'),
  thread_id: id('threadId', 'First file of the thread; to append a version to it', { writes: 'on create' }),
  project_id: id('projectId', 'Project', { ...always, aliases: ['project'] }),
  action_id: id('actionId', 'Action; 0 is the project as a whole', { ...always, aliases: ['action'] }),
  file_label: text('label', 'Label of the thread', always),
  file_version: text('versionLabel', 'Label of the version; the next number without one', always),
  file_name: text('filename', 'Name of the file', always),
  file_mime: text('mediaType', 'What the sender said it is'),
  file_size: number('size', 'int', 'Bytes'),
  file_detail: text('detail', 'Description', always),
  file_hash: text('sha256', 'SHA-256 in hexadecimal (extension)'),
  file_status: word('status', THREAD_STATUSES, 'Of the thread', { ...always, aliases: ['status'] }),
  client_visible: word('clientAccess', CLIENT_ACCESS, 'What the client may do with the thread', always),
  owner_adminid: id('ownerId', 'Staff member who put it there', { aliases: ['owner'] }),
  owner_userid: id('ownerClientId', 'Client who put it there', { aliases: ['client'] }),
  owner_contactid: id('ownerContactId', 'Contact who put it there'),
  date_created: datetime('createdAt', 'When it was put there'),
  date_modified: datetime('updatedAt', 'When it was changed'),
}

const NEWEST_FIRST = { by: 'createdAt', descending: true } as const

export const fileNoun: Noun<ProjectFile> = {
  singular: 'file',
  plural: 'files',
  key: 'file_id',
  columns: fileColumns,
  one: ({ domain, actor }, id) => domain.projectFiles.get(actor, id),
  async list({ domain, actor }, { filter, search, changedSince, page, order }, scope) {
    const wanted = { ...filter, ...placeOf(scope), search, changedSince }
    return domain.projectFiles.list(actor, wanted, page, order ?? NEWEST_FIRST)
  },
}
