import type { FastifyRequest } from 'fastify'
import { isLoopbackAddress, isLoopbackHost } from '../access/loopback.ts'
import { requestAddress } from './http.ts'

const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

/**
 * Whether somebody on this machine asks: the one place that believes so. A proxy on the same machine passes on
 * strangers, and a name that a stranger's page points at 127.0.0.1 makes a browser here ask on that page's behalf:
 * neither counts, nor does anybody where a proxy is known to stand in front.
 */
export function isLocal(request: FastifyRequest): boolean {
  if (!request.server.trustsLoopback) return false
  if (PROXY_HEADERS.some((name) => request.headers[name] !== undefined)) return false
  return (
    isLoopbackAddress(requestAddress(request)) && isLoopbackName(request.hostname) && isLoopbackName(targetOf(request))
  )
}

/** The host that the request line names, over which `Host` has no say (RFC 9112, section 3.2.2); most name none. */
function targetOf({ originalUrl, hostname }: FastifyRequest): string {
  return originalUrl.startsWith('/') ? hostname : (URL.parse(originalUrl)?.hostname ?? '')
}

const isLoopbackName = (host: string): boolean => isLoopbackHost(host) || host.endsWith('.localhost')
