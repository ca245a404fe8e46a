import type { AnyOf, Order } from './listing.ts'
import type { Poster, Thread, ThreadSums } from './thread.ts'

/** A post in a discussion. */
export type Topic = Thread &
  Poster & {
    id: number
    /** That of the first post is the thread's. */
    title: string
    detail: string
    createdAt: number
    updatedAt: number
    version: number
  }

/** The first post of a thread, with what the thread comes to. */
export type TopicThread = Topic & ThreadSums<Topic>

export type TopicFilter = AnyOf<Topic> & {
  /** Part of the title or the text, without regard to case. */
  search?: string | undefined
  changedSince?: number | undefined
}

/** Without one: topics by id, threads by what was active last. */
export type TopicOrder = Order<keyof Topic>

/** Of a new thread: where it belongs. Of a further post: its thread, which knows where it belongs. */
export type TopicPlace = { projectId?: number | undefined; actionId?: number | null | undefined }

/** What is left out stays as it is. Status, access and place are those of the whole thread. */
export type TopicChanges = TopicPlace & {
  [field in 'title' | 'detail' | 'status' | 'clientAccess']?: Topic[field] | undefined
}

export type TopicForm = TopicChanges & { threadId?: number | undefined }
