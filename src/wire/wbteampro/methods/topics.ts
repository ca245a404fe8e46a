import { topicNoun } from '../entities/topic.ts'
import type { RemoteMethod } from '../method.ts'
import { create, find, getOne, remove, update } from '../noun.ts'
import { requiredMissing } from '../refuse.ts'
import { threads } from '../threads.ts'

export const TOPIC_METHODS: readonly RemoteMethod[] = [
  find(topicNoun, { name: 'findTopics', about: 'Return a Topic List' }),
  threads(topicNoun, {
    name: 'findTopicThreads',
    about: 'Return a Topic Thread List',
    sums: { entries: 'topic_posts', activity: 'topic_activity' },
    async list({ domain, actor }, { filter, search, changedSince, page, order }) {
      const wanted = { ...filter, search, changedSince }
      return domain.topics.listThreads(actor, wanted, page, order)
    },
  }),
  create(topicNoun, {
    name: 'createTopic',
    about: 'Create a Topic',
    write({ domain, actor }, { threadId, projectId, ...form }) {
      const missing = threadId
        ? []
        : [...(projectId ? [] : ['project_id']), ...(form.title?.trim() ? [] : ['topic_title'])]
      if (missing.length > 0) throw requiredMissing(missing)
      return domain.topics.create(actor, {
        ...form,
        threadId: threadId || undefined,
        projectId: projectId || undefined,
      })
    },
  }),
  getOne(topicNoun, { name: 'getTopic', about: 'Return a Topic' }),
  update(topicNoun, {
    name: 'updateTopic',
    about: 'Update a Topic',
    write: ({ domain, actor, id }, changes) => domain.topics.update(actor, id, changes),
  }),
  remove(topicNoun, {
    name: 'deleteTopic',
    about: 'Delete a Topic',
    remove: ({ domain, actor, id }) => domain.topics.delete(actor, id),
  }),
]
