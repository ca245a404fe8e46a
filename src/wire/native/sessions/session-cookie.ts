import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Site } from '../../../access/second-factor/passkeys.ts'

const SESSION = 'provisor-session'

/** `__Host-` binds it to this very host, which browsers take only over TLS. */
const nameOf = (request: FastifyRequest, what: string): string => (isAskedSecurely(request) ? `__Host-${what}` : what)

/** Whose page it is: the address under which the browser asks. A trusted proxy says what it was asked for. */
export function siteOf(request: FastifyRequest): Site {
  const isSecure = isAskedSecurely(request)
  const host = proxied(request, 'x-forwarded-host') ?? request.headers.host ?? ''
  const url = URL.parse(`${isSecure ? 'https' : 'http'}://${host}`)
  return { origin: url?.origin ?? '', hostname: url?.hostname ?? '', isSecure }
}

const isAskedSecurely = (request: FastifyRequest): boolean =>
  'encrypted' in request.socket || proxied(request, 'x-forwarded-proto') === 'https'

/** What a trusted proxy, the nearest one, says of the request that it was asked. */
function proxied({ server, socket, headers }: FastifyRequest, name: string): string | undefined {
  const header = headers[name]
  if (header === undefined || !server.trustedProxies.has(socket.remoteAddress ?? '')) return undefined
  return (Array.isArray(header) ? header.join(',') : header).split(',').at(-1)?.trim().toLowerCase()
}

/** The token of a session that the browser kept; of a secure page only what was kept for that. */
export const sessionToken = (request: FastifyRequest): string | undefined => takeCookie(request, SESSION)

/** What the browser kept under a name. */
export function takeCookie(request: FastifyRequest, what: string): string | undefined {
  const { cookie } = request.headers
  if (cookie === undefined) return undefined
  const name = nameOf(request, what)
  for (const pair of cookie.split(';')) {
    const [key, value] = [pair.slice(0, pair.indexOf('=')).trim(), pair.slice(pair.indexOf('=') + 1).trim()]
    if (key === name && value !== '') return value
  }
  return undefined
}

export function keepSession(request: FastifyRequest, reply: FastifyReply, token: string, expiresAt: number): void {
  setCookie(request, reply, SESSION, token, `Expires=${new Date(expiresAt).toUTCString()}`)
}

export const forgetSession = (request: FastifyRequest, reply: FastifyReply): void =>
  keepCookie(request, reply, SESSION, '', 0)

export function keepCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  what: string,
  value: string,
  seconds: number,
): void {
  setCookie(request, reply, what, value, `Max-Age=${seconds}`)
}

/** For no script, for no other host, and not with what other pages send. Beside those that are set already. */
function setCookie(request: FastifyRequest, reply: FastifyReply, what: string, value: string, until: string): void {
  const secure = isAskedSecurely(request) ? '; Secure' : ''
  const text = `${nameOf(request, what)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}; ${until}`
  reply.header('set-cookie', text)
}
