import type { IncomingMessage } from 'node:http'
import type { Fault } from '../bare-answers.ts'

/** The largest head that is taken: the request line with the address, and all fields. */
const HEAD_BYTES = 16 * 1024
const MOST_FIELDS = 500

/**
 * So much is read of one, so that what is too large is still refused in the form of the face: by then the address is
 * known, however the head was cut into packets. Above it Node refuses, and what shows the face is the last packet.
 */
export const HEAD_OPTIONS = { maxHeaderSize: 2 * HEAD_BYTES, requireHostHeader: false }

/** What is wrong with the head of a request that can be read, before anybody is asked to answer it. */
export function faultOfHead({ url, rawHeaders, httpVersion, headers }: IncomingMessage): Fault | undefined {
  if (rawHeaders.length > 2 * MOST_FIELDS)
    return { status: 431, detail: `The head of the request has more than ${MOST_FIELDS} fields` }
  // As Node counts: without what stands between them.
  let size = url?.length ?? 0
  for (const text of rawHeaders) size += text.length
  if (size >= HEAD_BYTES) return { status: 431, detail: `The head of the request is larger than ${HEAD_BYTES} bytes` }
  if (headers.host === undefined && httpVersion === '1.1')
    return { status: 400, detail: 'The request has no Host field' }
  return undefined
}
