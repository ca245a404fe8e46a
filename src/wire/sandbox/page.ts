import { randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { SandboxFace } from '../sandbox-face.ts'
import { readSandbox } from './built.ts'
import { sandboxHtml } from './html.ts'

type Options = { addresses: readonly string[]; readFaces: () => Promise<readonly SandboxFace[]> }

/**
 * The developers' sandbox: every method of the faces, tried from a browser. The same page at each of the addresses, and what
 * it knows of the faces is there too, for who asks for JSON: a proxy may hand on nothing but that address.
 */
export function sandboxPage({ addresses, readFaces }: Options) {
  return async function sandbox(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'sandbox')
    let faces: Promise<string> | undefined
    let built: ReturnType<typeof readSandbox> | undefined
    for (const address of addresses)
      app.get(address, async (request, reply) => {
        reply.header('vary', 'accept')
        if (/\bapplication\/json\b/.test(request.headers.accept ?? '')) {
          faces ??= readFaces().then((known) => JSON.stringify(known))
          return reply.type('application/json; charset=utf-8').send(await faces)
        }
        built ??= readSandbox()
        const assets = await built
        if (!assets) return reply.code(503).type('text/plain').send('The sandbox is not built: npm run build\n')
        const nonce = randomBytes(18).toString('base64')
        return reply
          .headers({
            'content-security-policy': policy(nonce),
            'cross-origin-opener-policy': 'same-origin',
          })
          .type('text/html; charset=utf-8')
          .send(sandboxHtml({ nonce, ...assets }))
      })
  }
}

/** It asks its own server and nobody else, and nothing that an answer holds can run. */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
