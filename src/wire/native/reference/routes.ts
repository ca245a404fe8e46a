import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { STYLE } from './style.ts'

/** Beside the bundle; where this runs from its sources there is none, and it is made. */
const BUILT = new URL('./reference.html', import.meta.url)

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

type Page = { plain: Buffer; zipped: Buffer; tag: string }

/** `/api/docs`: the reference for people, which needs no token because it tells nothing of this installation. */
export async function referenceRoutes(app: FastifyInstance): Promise<void> {
  app.decorate('face', 'reference')
  let kept: Promise<Page> | undefined
  app.get('/api/docs', async (request, reply) => {
    kept ??= loadPage().catch((fault) => {
      kept = undefined
      throw fault
    })
    const { plain, zipped, tag } = await kept
    reply.headers({
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
      etag: tag,
      vary: 'accept-encoding',
    })
    if (request.headers['if-none-match'] === tag) return reply.code(304).send()
    const takesGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''))
    if (takesGzip) reply.header('content-encoding', 'gzip')
    return reply.type('text/html; charset=utf-8').send(takesGzip ? zipped : plain)
  })
}

async function loadPage(): Promise<Page> {
  const plain = await readFile(BUILT).catch(async () => Buffer.from((await import('./page.ts')).referencePage()))
  const tag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 16)}"`
  return { plain, zipped: await promisify(gzip)(plain), tag }
}
