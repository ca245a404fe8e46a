import type { FastifyRequest } from 'fastify'
import { makeAddressList } from '../access/addresses.ts'
import { requestAddress } from './http.ts'

const LOOPBACK = makeAddressList(['127.0.0.0/8', '::1'])
const PROXY_HEADERS = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via']

/**
 * Whether somebody on this machine asks. A proxy on the same machine passes on strangers, and a name that a stranger's
 * page points at 127.0.0.1 makes a browser here ask on that page's behalf: neither counts.
 */
export function isLocal(request: FastifyRequest): boolean {
  if (PROXY_HEADERS.some((name) => request.headers[name] !== undefined)) return false
  return LOOPBACK.has(requestAddress(request)) && isLoopbackName(request.hostname)
}

const isLoopbackName = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || LOOPBACK.has(host)
