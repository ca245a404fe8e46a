import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { requirePlaceVisible, viewerOfList } from '../lock.ts'
import type { ProjectParts } from '../parts.ts'
import type { Topic, TopicChanges, TopicFilter, TopicForm, TopicOrder, TopicThread, TopicThreadOrder } from './topic.ts'
import { createTopic, deleteTopic, updateTopic } from './update-topic.ts'

export function makeTopics({ read, transaction }: ProjectParts) {
  return {
    /** Posts by id. */
    async list(actor: Actor, filter: TopicFilter, page: KeysetPage, order?: TopicOrder): Promise<Listed<Topic>> {
      authorize(actor, 'projects.read')
      return read.topics.list(await viewerOfList(read, actor, filter), filter, page, order)
    },

    /** Threads, what was active last first. The filter is one of their first posts. */
    async listThreads(
      actor: Actor,
      filter: TopicFilter,
      page: KeysetPage,
      order?: TopicThreadOrder,
    ): Promise<Listed<TopicThread>> {
      authorize(actor, 'projects.read')
      return read.topics.listThreads(await viewerOfList(read, actor, filter), filter, page, order)
    },

    async get(actor: Actor, id: number): Promise<Topic> {
      authorize(actor, 'projects.read')
      return requirePlaceVisible(read, actor, 'topic', id, await read.topics.get(id))
    },

    async create(actor: Actor, form: TopicForm): Promise<Topic> {
      authorize(actor, 'projects.write')
      return transaction((tx) => createTopic(tx, actor, form))
    },

    async update(actor: Actor, id: number, changes: TopicChanges): Promise<Topic> {
      authorize(actor, 'projects.write')
      return transaction((tx) => updateTopic(tx, actor, id, changes))
    },

    /** For good; with the first post the whole thread. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'projects.write')
      await transaction((tx) => deleteTopic(tx, actor, id))
    },
  }
}

export type Topics = ReturnType<typeof makeTopics>
