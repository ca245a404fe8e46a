import { scalar } from '../codec/parameter.ts'
import type { RemoteCall } from './call.ts'
import type { Described } from './method.ts'
import { malformed, requiredMissing } from './refuse.ts'

/** The two ways to send the bytes of a file. */
export const UPLOADING: readonly Described[] = [
  { name: 'file', type: 'file', required: false, about: 'The file, as a part of multipart/form-data', aliases: [] },
  { name: 'file_content', type: 'base64', required: false, about: 'The bytes as base64, instead', aliases: [] },
]

type Content = {
  readonly filename: string | undefined
  readonly type: string | undefined
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

export function contentOf({ upload, params }: RemoteCall): Content {
  if (upload) return { filename: upload.filename, type: upload.type, bytes: upload.content }
  const sent = scalar(params.get('file_content'), 'file_content')
  if (sent === undefined) throw requiredMissing(['file'])
  return { filename: undefined, type: undefined, bytes: [decoded(sent)] }
}

/** In either alphabet, with or without line breaks and the signs at the end. */
function decoded(sent: string): Uint8Array {
  const text = sent.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(text) || text.replaceAll('=', '').length % 4 === 1)
    throw malformed('file_content', 'Expected base64')
  return Buffer.from(text, 'base64')
}
