import type { SortOrder } from '../../base/page.ts'
import type { AnyOf } from '../listing.ts'
import type { EntryFilter, Poster, Thread, ThreadChanges, ThreadSums } from './thread.ts'

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

/** `search`: part of the title or the text, without regard to case. */
export type TopicFilter = AnyOf<Topic> & EntryFilter

/** Without one: topics by id, threads by what was active last. */
export type TopicOrder = SortOrder<keyof Topic>
export type TopicThreadOrder = SortOrder<keyof Omit<TopicThread, 'latest'>>

/** What is left out stays as it is. */
export type TopicChanges = ThreadChanges & { title?: string | undefined; detail?: string | undefined }

/** A post in this thread, or the first one of a new thread with a place and a title. */
export type TopicForm = TopicChanges & {
  threadId?: number | undefined
  /** Whose words they are, where that is not the caller. */
  saidBy?: number | undefined
}
