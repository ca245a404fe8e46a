import type { AnyOf, Order } from './listing.ts'
import type { Poster, Thread, ThreadSums } from './thread.ts'
import type { TopicPlace } from './topic.ts'

/** A file, or one version of it: the versions of a file are a thread. */
export type ProjectFile = Thread &
  Poster & {
    id: number
    /** What people call it, whatever its versions are named; the thread's. */
    label: string
    /** Such as `2`, or `final`. */
    versionLabel: string
    filename: string
    mediaType: string
    size: number
    /** In hexadecimal. */
    sha256: string
    detail: string
    contentId: number
    createdAt: number
    updatedAt: number
    version: number
  }

/** The first version in a thread, with what the thread comes to. */
export type FileThread = ProjectFile & ThreadSums<ProjectFile>

export type ProjectFileFilter = AnyOf<ProjectFile> & {
  /** Part of the label, name or description, without regard to case. */
  search?: string | undefined
  changedSince?: number | undefined
}

/** Without one: files by id, threads by what was active last. */
export type ProjectFileOrder = Order<keyof ProjectFile>

/** What is left out stays as it is. Label, status, access and place are those of the whole thread. */
export type ProjectFileChanges = TopicPlace & {
  [field in 'label' | 'versionLabel' | 'filename' | 'detail' | 'status' | 'clientAccess']?:
    | ProjectFile[field]
    | undefined
}

export type ProjectFileForm = ProjectFileChanges & {
  threadId?: number | undefined
  filename: string
  mediaType?: string | undefined
}
