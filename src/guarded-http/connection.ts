import { lookup } from 'node:dns/promises'
import { connect as connectTcp, isIP, type LookupFunction, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { type AddressList, parseAddress } from '../base/ip-addresses.ts'
import { CallFailed, codeOf, shownUrl } from './call-failed.ts'
import { isPublicAddress } from './public-addresses.ts'

type Resolved = { address: string; family: number }
export type Resolve = (hostname: string) => Promise<readonly Resolved[]>

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true })

/** Whom to trust at the other end, instead of the public authorities. */
export type Trust = {
  /** SHA-256 of the certificate, as hex digits with or without colons. Nothing else about it matters then. */
  pin?: string | undefined
  /** The authority's certificate, in PEM. */
  authority?: string | undefined
}

type Route = { url: URL; trust: Trust; allowed: AddressList; resolve: Resolve; signal: AbortSignal }

/**
 * An open connection over which nothing was sent yet, to an address that was looked up once, checked, and then used
 * itself: a name that changes in between leads nowhere else. The certificate is checked before anything is written.
 */
export async function openConnection({ url, trust, allowed, resolve, signal }: Route): Promise<Socket> {
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const addresses = await permitted(url, hostname, { allowed, resolve, signal })
  const secure = url.protocol === 'https:'
  const target = {
    host: hostname,
    port: Number(url.port || (secure ? 443 : 80)),
    lookup: only(addresses),
    autoSelectFamily: true,
  }
  const socket = secure
    ? connectTls({
        ...target,
        servername: isIP(hostname) ? '' : hostname,
        ALPNProtocols: ['http/1.1'],
        ...(trust.authority ? { ca: trust.authority } : {}),
        // A pinned certificate is compared below, once we have it.
        rejectUnauthorized: !trust.pin,
      })
    : connectTcp(target)
  try {
    await opened(socket, secure ? 'secureConnect' : 'connect', signal)
    if (secure && trust.pin) checkPin(socket as TLSSocket, trust.pin, url)
    return socket
  } catch (failure) {
    socket.destroy()
    throw failure instanceof CallFailed ? failure : asCallFailed(failure, url)
  }
}

async function permitted(
  url: URL,
  hostname: string,
  { allowed, resolve, signal }: Pick<Route, 'allowed' | 'resolve' | 'signal'>,
): Promise<readonly Resolved[]> {
  const family = isIP(hostname)
  let found: readonly Resolved[]
  try {
    found = family ? [{ address: hostname, family }] : await unlessAborted(resolve(hostname), signal)
  } catch (cause) {
    if (signal.aborted) throw cause
    throw new CallFailed('name', 'unsent', `Looking up ${hostname}: ${codeOf(cause) || 'no answer'}`, cause)
  }
  const usable = found.filter(({ address }) => isPublicAddress(address) || allowed.has(address))
  if (usable.length > 0) return usable
  if (found.length === 0) throw new CallFailed('name', 'unsent', `Looking up ${hostname}: it has no address`)
  const addresses = found.map(({ address }) => parseAddress(address) ?? address).join(', ')
  throw new CallFailed(
    'forbidden-address',
    'unsent',
    `${shownUrl(url)} was not called: ${addresses} is not a public address, and the operator has not allowed it`,
  )
}

/** Answers with what was checked, however often the socket asks. */
const only =
  (addresses: readonly Resolved[]): LookupFunction =>
  (_hostname, { all }, answer) => {
    if (all) return answer(null, [...addresses])
    const [{ address, family }] = addresses as [Resolved]
    answer(null, address, family)
  }

function opened(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<void> {
  return unlessAborted(
    new Promise((resolve, reject) => {
      socket.once(event, resolve)
      socket.once('error', reject)
      socket.once('close', () => reject(new Error('closed')))
    }),
    signal,
  )
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

const digits = (pin: string): string => pin.replaceAll(':', '').toLowerCase()

function checkPin(socket: TLSSocket, pin: string, url: URL): void {
  const got = socket.getPeerCertificate().fingerprint256 ?? 'none'
  if (digits(got) === digits(pin)) return
  throw new CallFailed(
    'certificate',
    'unsent',
    `Connecting to ${url.host}: its certificate has the SHA-256 fingerprint ${got}, and ${pin} is pinned`,
  )
}

/** Codes of verification: OpenSSL's names, and Node's own for a name that does not match. */
const UNTRUSTED = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_|HOSTNAME_|PATH_LENGTH_|ERROR_IN_)/

function asCallFailed(failure: unknown, url: URL): CallFailed {
  const code = codeOf(failure)
  const words = failure instanceof Error ? failure.message : String(failure)
  const fail = (kind: 'certificate' | 'tls' | 'connection', why: string) =>
    new CallFailed(kind, 'unsent', `Connecting to ${url.host}: ${why}`, failure)
  if (UNTRUSTED.test(code)) return fail('certificate', `its certificate is not trusted (${code})`)
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') return fail('tls', `it does not speak TLS as expected (${code})`)
  return fail('connection', CONNECTION_WORDS[code] ?? (code || words))
}

const CONNECTION_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused (ECONNREFUSED)',
  ECONNRESET: 'the connection was cut (ECONNRESET)',
  EHOSTUNREACH: 'no route to the host (EHOSTUNREACH)',
  ENETUNREACH: 'the network cannot be reached (ENETUNREACH)',
  ETIMEDOUT: 'no answer (ETIMEDOUT)',
}
