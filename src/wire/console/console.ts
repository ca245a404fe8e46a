import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { answerNothingThere } from '../http.ts'
import { pathAndQuery } from '../path-and-query.ts'
import { type Asset, type Built, readAsset, readBuilt } from './built.ts'
import { consoleHtml } from './html.ts'

/** A year: what is in an asset is in its name. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * `/console/`: what people see in a browser. It is files alone, made at the build; all it shows comes from `/api/v1`. Whatever
 * address a page of it has, a browser that asks for it gets the one document, and the console finds the page by itself.
 */
export async function consoleRoutes(app: FastifyInstance): Promise<void> {
  app.decorate('face', 'console')
  let kept: Promise<Built | undefined> | undefined
  const built = () => (kept ??= readBuilt())

  app.get('/', async (_request, reply) => reply.redirect('console/'))
  app.get('/console', async (_request, reply) => reply.redirect('console/'))
  app.get('/console/assets/:name', async (request: FastifyRequest<{ Params: { name: string } }>, reply) => {
    const asset = (await built())?.assets.get(request.params.name)
    return asset ? sendAsset(request, reply, asset) : answerNothingThere(request, reply)
  })
  for (const url of ['/console/', '/console/*'])
    app.get(url, async (request, reply) => {
      // A program that has a wrong address is told so, and is not given a page.
      if (!/\btext\/html\b/.test(request.headers.accept ?? '')) return answerNothingThere(request, reply)
      const files = await built()
      if (!files) return reply.code(503).type('text/plain').send('The console is not built: npm run build\n')
      const nonce = randomBytes(18).toString('base64')
      const [path] = pathAndQuery(request.url)
      return reply
        .headers({ 'content-security-policy': policy(nonce), 'cross-origin-opener-policy': 'same-origin' })
        .type('text/html; charset=utf-8')
        .send(consoleHtml({ nonce, toConsole: '../'.repeat(path.split('/').length - 3) || './', ...files.entry }))
    })
}

/** It runs what this server sends and nothing else, asks its own server and nobody else, and stands in no other page. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "connect-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

async function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): Promise<FastifyReply> {
  const accepted = String(request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((one) => one.split(';', 1)[0]!.trim())
  const encoding = asset.encodings.find((one) => accepted.includes(one))
  if (encoding) reply.header('content-encoding', encoding)
  return reply
    .headers({ 'cache-control': FOR_EVER, vary: 'accept-encoding' })
    .type(asset.type)
    .send(await readAsset(asset, encoding))
}
