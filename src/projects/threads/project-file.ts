import type { Patch } from '../../base/merge.ts'
import type { SortOrder } from '../../base/page.ts'
import type { AnyOf } from '../listing.ts'
import type { EntryFilter, Poster, Thread, ThreadChanges, ThreadSums } from './thread.ts'

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

/** `search`: part of the label, name or description, without regard to case. */
export type ProjectFileFilter = AnyOf<ProjectFile> & EntryFilter

/** Without one: files by id, threads by what was active last. */
export type ProjectFileOrder = SortOrder<keyof ProjectFile>
export type FileThreadOrder = SortOrder<keyof Omit<FileThread, 'latest'>>

/** What is left out stays as it is. The label is the whole thread's. */
export type ProjectFileChanges = ThreadChanges &
  Patch<Pick<ProjectFile, 'label' | 'versionLabel' | 'filename' | 'detail'>>

/** A version in this thread, or the first one of a new thread with a place. The label is the name unless it says another. */
export type ProjectFileForm = ProjectFileChanges & {
  threadId?: number | undefined
  filename: string
  mediaType?: string | undefined
}
