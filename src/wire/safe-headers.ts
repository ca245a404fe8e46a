import type { FastifyInstance } from 'fastify'

/**
 * On every answer of every face and page, refusals and files among them: no store keeps what a caller may see, and no
 * browser takes it for anything but what it says it is, runs or loads what stands in it, shows it inside of another
 * site's page, or tells others the address, in which old clients send credentials. Pages put a policy of their own in
 * the place of this one. Nothing here is for everybody for long enough to be kept.
 */
const ALWAYS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
}

/** A year. Not for names below this one, which may be other people's, and only where this server speaks TLS itself. */
const WITH_TLS = { 'strict-transport-security': 'max-age=31536000' }

export const safeHeaders = (tls: boolean): Readonly<Record<string, string>> =>
  tls ? { ...ALWAYS, ...WITH_TLS } : ALWAYS

/** To be called before any route is registered: a hook is for what comes after it. */
export function sendSafeHeaders(app: FastifyInstance, headers: Readonly<Record<string, string>>): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers)
  })
}
