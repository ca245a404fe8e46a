import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Bytes to be saved under a name. */
export type Download = {
  readonly filename: string
  readonly type: string
  readonly size: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/** The very bytes, as a file to be saved and never as a page. */
export function sendBytes(reply: FastifyReply, { filename, type, size, bytes }: Download): FastifyReply {
  return reply
    .headers({
      'content-type': type,
      'content-length': size,
      'content-disposition': attachment(filename),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    })
    .send(Readable.from(bytes, { objectMode: false }))
}

/** Any name: the old parameter holds what every client can read, and the other one the name itself (RFC 6266). */
export function attachment(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(filename).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
