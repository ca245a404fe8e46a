import type { Fields } from '../../codec/tree.ts'
import type { Download } from '../../send-bytes.ts'
import { valuesOf } from '../call.ts'
import { contentOf, UPLOADING } from '../content.ts'
import { fileNoun } from '../entities/file.ts'
import type { RemoteMethod } from '../method.ts'
import { create, describedAll, find, getOne, remove, requireSameId, sayingOf, shownRecord, update } from '../noun.ts'
import { text } from '../parameters.ts'
import { requiredMissing } from '../refuse.ts'
import { threads } from '../threads.ts'

const downloading = { encoding: text('base64 for an envelope with the bytes as text, instead of the bytes') }

const downloadFile: RemoteMethod = {
  name: 'downloadFile',
  about: 'Download a File',
  chain: 'files.{file_id}.download',
  http: 'GET',
  permission: 'projects.read',
  parameters: describedAll(downloading),
  saying: { ...sayingOf(fileNoun), own: 'file' },
  async answer(call): Promise<Download | Fields> {
    requireSameId(call, 'file_id')
    const inText = valuesOf(call, downloading).encoding?.toLowerCase() === 'base64' || call.acceptsJson
    const { file, bytes } = await call.domain.projectFiles.open(call.actor, call.id)
    if (!inText) return { filename: file.filename, type: file.mediaType, size: file.size, bytes }
    const pieces: Uint8Array[] = []
    for await (const piece of bytes) pieces.push(piece)
    return { file: { ...shownRecord(call, fileNoun, file), file_content: Buffer.concat(pieces).toString('base64') } }
  },
}

export const FILE_METHODS: readonly RemoteMethod[] = [
  find(fileNoun, { name: 'findFiles', about: 'Return a File List' }),
  threads(fileNoun, {
    name: 'findFileThreads',
    about: 'Return a File Thread List',
    sums: {
      entries: 'file_total',
      activity: 'file_activity',
      latest: { name: 'file_latest', of: ({ filename }) => filename },
    },
    async list({ domain, actor }, { filter, search, changedSince, page, order }) {
      const wanted = { ...filter, search, changedSince }
      return domain.projectFiles.listThreads(actor, wanted, page, order)
    },
  }),
  create(fileNoun, {
    name: 'createFile',
    about: 'Create a File',
    more: UPLOADING,
    write(call, { threadId, projectId, filename, ...form }) {
      if (!threadId && !projectId) throw requiredMissing(['project_id'])
      const sent = contentOf(call)
      const named = filename || sent.filename
      if (!named) throw requiredMissing(['file_name'])
      const place = { threadId: threadId || undefined, projectId: projectId || undefined }
      return call.domain.projectFiles.create(
        call.actor,
        { ...form, ...place, filename: named, mediaType: sent.type },
        sent.bytes,
      )
    },
  }),
  getOne(fileNoun, { name: 'getFile', about: 'Return a File' }),
  downloadFile,
  update(fileNoun, {
    name: 'updateFile',
    about: 'Update a File',
    write: ({ domain, actor, id }, changes) => domain.projectFiles.update(actor, id, changes),
  }),
  remove(fileNoun, {
    name: 'deleteFile',
    about: 'Delete a File',
    remove: ({ domain, actor, id }) => domain.projectFiles.delete(actor, id),
  }),
]
