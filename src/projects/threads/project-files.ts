import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { NotFound } from '../../base/refusal.ts'
import type { Bytes } from '../../files/content.ts'
import type { Files } from '../../files/files.ts'
import { requirePlaceVisible, viewerOfList } from '../lock.ts'
import type { ProjectParts } from '../parts.ts'
import type {
  FileThread,
  FileThreadOrder,
  ProjectFile,
  ProjectFileChanges,
  ProjectFileFilter,
  ProjectFileForm,
  ProjectFileOrder,
} from './project-file.ts'
import { checkFilePlace, createFile, deleteFile, updateFile } from './update-project-file.ts'

export function makeProjectFiles({ read, transaction, files }: ProjectParts & { files: Files }) {
  async function visible(actor: Actor, id: number): Promise<ProjectFile> {
    return requirePlaceVisible(read, actor, 'file', id, await read.projectFiles.get(id))
  }

  return {
    /** Versions by id. */
    async list(
      actor: Actor,
      filter: ProjectFileFilter,
      page: KeysetPage,
      order?: ProjectFileOrder,
    ): Promise<Listed<ProjectFile>> {
      authorize(actor, 'projects.read')
      return read.projectFiles.list(await viewerOfList(read, actor, filter), filter, page, order)
    },

    /** Threads, what was active last first. The filter is one of their first versions. */
    async listThreads(
      actor: Actor,
      filter: ProjectFileFilter,
      page: KeysetPage,
      order?: FileThreadOrder,
    ): Promise<Listed<FileThread>> {
      authorize(actor, 'projects.read')
      return read.projectFiles.listThreads(await viewerOfList(read, actor, filter), filter, page, order)
    },

    async get(actor: Actor, id: number): Promise<ProjectFile> {
      authorize(actor, 'projects.read')
      return visible(actor, id)
    },

    /** The bytes are read only when there is a place for them. One that is cut off leaves nothing. */
    async create(actor: Actor, form: ProjectFileForm, bytes: Bytes): Promise<ProjectFile> {
      authorize(actor, 'projects.write')
      await transaction((tx) => checkFilePlace(tx, files, actor, form))
      return files.receiving([bytes], ([content]) => transaction((tx) => createFile(tx, actor, form, content!)))
    },

    /** The bytes, a piece at a time. */
    async open(actor: Actor, id: number): Promise<{ file: ProjectFile; bytes: AsyncIterable<Uint8Array> }> {
      authorize(actor, 'projects.read')
      const file = await visible(actor, id)
      const opened = await files.open(file.contentId)
      // It was deleted between our two looks.
      if (!opened) throw new NotFound('file', id)
      return { file, bytes: opened.bytes }
    },

    async update(actor: Actor, id: number, changes: ProjectFileChanges): Promise<ProjectFile> {
      authorize(actor, 'projects.write')
      return transaction((tx) => updateFile(tx, files, actor, id, changes))
    },

    /** For good; with the first version the whole thread. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'projects.write')
      await transaction((tx) => deleteFile(tx, actor, id))
    },
  }
}

export type ProjectFiles = ReturnType<typeof makeProjectFiles>
