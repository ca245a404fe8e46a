import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import type { SandboxFace } from '../sandbox-face.ts'
import { sandboxHtml } from './html.ts'

const ASSETS = new URL('./assets/', import.meta.url)

/** In this order, each knows only those before it. They come as one text, because the page loads nothing. */
const SCRIPTS = ['md5.js', 'requests.js', 'page.js']

/** The developers' sandbox: every method of the faces, tried from a browser. The same page at each of the addresses. */
export function sandboxPage({ addresses, faces }: { addresses: readonly string[]; faces: readonly SandboxFace[] }) {
  const style = readAsset('style.css')
  const script = SCRIPTS.map((name) => withoutImports(readAsset(name))).join('\n')

  return async function sandbox(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'sandbox')
    for (const address of addresses)
      app.get(address, async (_request, reply) => {
        const nonce = randomBytes(18).toString('base64')
        return reply
          .headers({
            'content-security-policy': policy(nonce),
            'cross-origin-opener-policy': 'same-origin',
          })
          .type('text/html; charset=utf-8')
          .send(sandboxHtml({ nonce, style, script, faces }))
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

const readAsset = (name: string): string => readFileSync(new URL(name, ASSETS), 'utf8')

const withoutImports = (module: string): string => module.replace(/^import .*\n/gm, '').replace(/^export /gm, '')
