import { hash } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/** A store that speaks as much of S3 as backups ask of it, and refuses what is not signed. Answers lists in pages of two. */
export async function startS3() {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, Buffer[]>()
  let failing = 0

  async function answer(
    request: IncomingMessage,
  ): Promise<{ status: number; body?: string | Buffer; headers?: object }> {
    const body = await buffer(request)
    const url = new URL(request.url!, 'http://s3')
    const { searchParams: query, pathname } = url
    const key = decodeURIComponent(pathname.split('/').slice(2).join('/'))
    const signed = request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=id/')
    if (!signed || request.headers['x-amz-content-sha256'] !== hash('sha256', body))
      return { status: 403, body: '<Error><Code>SignatureDoesNotMatch</Code></Error>' }
    if (failing > 0) {
      failing -= 1
      return { status: 503, body: '<Error><Code>SlowDown</Code></Error>' }
    }
    const uploadId = query.get('uploadId')
    if (request.method === 'POST' && query.has('uploads')) {
      uploads.set(String(uploads.size + 1), [])
      return { status: 200, body: `<R><UploadId>${uploads.size}</UploadId></R>` }
    }
    if (request.method === 'PUT' && uploadId) {
      uploads.get(uploadId)![Number(query.get('partNumber')) - 1] = body
      return { status: 200, headers: { etag: `"${hash('sha256', body)}"` } }
    }
    if (request.method === 'POST' && uploadId) {
      objects.set(key, Buffer.concat(uploads.get(uploadId)!))
      return { status: 200, body: '<CompleteMultipartUploadResult/>' }
    }
    if (request.method === 'DELETE') {
      if (uploadId) uploads.delete(uploadId)
      else objects.delete(key)
      return { status: 204 }
    }
    if (query.has('list-type')) return { status: 200, body: listOf([...objects], query) }
    const object = objects.get(key)
    if (!object) return { status: 404, body: '<Error><Code>NoSuchKey</Code></Error>' }
    const [from, to] = request.headers.range!.slice(6).split('-').map(Number)
    const piece = object.subarray(from, to! + 1)
    return { status: 206, body: piece, headers: { 'content-range': `bytes ${from}-${to}/${object.length}` } }
  }

  const server = createServer((request, response) => {
    answer(request).then(
      ({ status, body, headers }) => response.writeHead(status, { ...headers }).end(body),
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    /** The next so many requests are answered 503. */
    fail: (times: number) => {
      failing = times
    },
    stop: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  }
}

function listOf(objects: readonly [string, Buffer][], query: URLSearchParams): string {
  const from = Number(query.get('continuation-token') ?? 0)
  const all = objects.filter(([key]) => key.startsWith(query.get('prefix')!)).sort(([a], [b]) => (a < b ? -1 : 1))
  const page = all.slice(from, from + 2)
  const more = from + 2 < all.length ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : ''
  const rows = page.map(
    ([key, { length }]) => `<Contents><Key>${key.replace('&', '&amp;')}</Key><Size>${length}</Size></Contents>`,
  )
  return `<ListBucketResult>${rows.join('')}${more}</ListBucketResult>`
}
