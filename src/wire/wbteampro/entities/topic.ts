import { CLIENT_ACCESS } from '../../../projects/project.ts'
import { THREAD_STATUSES } from '../../../projects/threads/thread.ts'
import type { Topic } from '../../../projects/threads/topic.ts'
import { type Columns, columnsOf } from '../column.ts'
import { type Noun, placeOf } from '../noun.ts'

const { id, text, word, datetime } = columnsOf<Topic>()
const always = { writes: 'always' } as const

/** Section 5.3 of the reference. Not documented: thread_id, client_visible, owner_userid, owner_contactid. */
const topicColumns: Columns<Topic> = {
  topic_id: id('id', 'Key'),
  thread_id: id('threadId', 'First post of the thread; to append to it', { writes: 'on create' }),
  project_id: id('projectId', 'Project', { ...always, aliases: ['project'] }),
  action_id: id('actionId', 'Action; 0 is the project as a whole', { ...always, aliases: ['action'] }),
  topic_title: text('title', 'Title', always),
  topic_name: { ...text('title', 'The same, as lists call it'), filters: false },
  topic_detail: text('detail', 'Text', always),
  topic_status: word('status', THREAD_STATUSES, 'Of the thread', { ...always, aliases: ['status'] }),
  client_visible: word('clientAccess', CLIENT_ACCESS, 'What the client may do with the thread', always),
  owner_adminid: id('ownerId', 'Staff member who wrote it', { aliases: ['owner'] }),
  owner_userid: id('ownerClientId', 'Client who wrote it', { aliases: ['client'] }),
  owner_contactid: id('ownerContactId', 'Contact who wrote it'),
  date_created: datetime('createdAt', 'When it was written'),
  date_modified: datetime('updatedAt', 'When it was changed'),
}

const NEWEST_FIRST = { by: 'createdAt', descending: true } as const

export const topicNoun: Noun<Topic> = {
  singular: 'topic',
  plural: 'topics',
  key: 'topic_id',
  columns: topicColumns,
  one: ({ domain, actor }, id) => domain.topics.get(actor, id),
  async list({ domain, actor }, { filter, search, changedSince, page, order }, scope) {
    const wanted = { ...filter, ...placeOf(scope), search, changedSince }
    return domain.topics.list(actor, wanted, page, order ?? NEWEST_FIRST)
  },
}
