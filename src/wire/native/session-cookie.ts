import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../../access/second-factor/passkeys.ts'

/** `__Host-` binds it to this very host, which browsers take only over TLS. */
const SECURE_NAME = '__Host-provisor'
const PLAIN_NAME = 'provisor-session'

/** Whose page it is: the address under which the browser asks. A trusted proxy says what it was asked for. */
export function siteOf(request: FastifyRequest): Site {
  const { server, socket, headers } = request
  const isProxied = server.trustedProxies.has(socket.remoteAddress ?? '')
  const host = lastOf(isProxied ? headers['x-forwarded-host'] : undefined) ?? headers.host ?? ''
  const scheme = lastOf(isProxied ? headers['x-forwarded-proto'] : undefined)
  const isSecure = 'encrypted' in socket || scheme === 'https'
  const url = URL.parse(`${isSecure ? 'https' : 'http'}://${host}`)
  return { origin: url?.origin ?? '', hostname: url?.hostname ?? '', isSecure }
}

/** What the nearest proxy added. */
const lastOf = (header: string | string[] | undefined): string | undefined =>
  (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim().toLowerCase()

/** The token of a session that the browser kept; of a secure page only what was kept for that. */
export function sessionToken(request: FastifyRequest): string | undefined {
  const { cookie } = request.headers
  if (cookie === undefined) return undefined
  const name = siteOf(request).isSecure ? SECURE_NAME : PLAIN_NAME
  for (const pair of cookie.split(';')) {
    const [key, value] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]
    if (key === name && value !== '') return value
  }
  return undefined
}

export function keepSession(request: FastifyRequest, reply: FastifyReply, token: string, expiresAt: number): void {
  reply.header('set-cookie', cookieText(request, token, `Expires=${new Date(expiresAt).toUTCString()}`))
}

export function forgetSession(request: FastifyRequest, reply: FastifyReply): void {
  reply.header('set-cookie', cookieText(request, '', 'Max-Age=0'))
}

function cookieText(request: FastifyRequest, value: string, until: string): string {
  const { isSecure } = siteOf(request)
  const secure = isSecure ? '; Secure' : ''
  return `${isSecure ? SECURE_NAME : PLAIN_NAME}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}; ${until}`
}
