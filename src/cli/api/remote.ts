import { createReadStream, createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { remoteServer } from '../../config.ts'
import { isLoopbackHost } from '../../local/loopback.ts'
import { Misuse, quoted } from '../failure.ts'
import type { Answered, Asked, Door } from './asked.ts'

const ANSWER_MS = 60_000
const FILE_MS = 3_600_000
/** A page of a list is far smaller. */
const LARGEST_ANSWER = 64 * 1024 * 1024
/** No server takes such files. */
const LARGEST_FILE = 8 * 1024 * 1024 * 1024

/** The way to a server over the network, with the token that says who asks. It goes to that server and nowhere else. */
export async function openRemote(url: string, tokenFile: string | undefined): Promise<Door> {
  const base = baseOf(url)
  const token = await tokenFrom(tokenFile)
  return { ask: (asked) => ask(base, token, asked), isServed: async () => true, close: async () => {} }
}

/** The same for messages of assistants. */
export async function remoteMcp(url: string, tokenFile: string | undefined) {
  const base = baseOf(url)
  const authorization = `Bearer ${await tokenFrom(tokenFile)}`
  return async function send(message: unknown, headers: Record<string, string>) {
    const body = JSON.stringify(message)
    const sent = { method: 'POST', redirect: 'manual', headers: { ...headers, authorization }, body } as const
    try {
      const response = await fetch(`${base}/mcp`, { ...sent, signal: AbortSignal.timeout(ANSWER_MS) })
      const pieces: Uint8Array[] = []
      for await (const piece of bounded(response, LARGEST_ANSWER)) pieces.push(piece)
      return { status: response.status, body: Buffer.concat(pieces).toString('utf8') }
    } catch (failure) {
      throw failure instanceof TypeError || isTimeout(failure) ? unreached(base, failure) : failure
    }
  }
}

/** Without a slash at its end. Over plain HTTP everybody on the way would read the token. */
function baseOf(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search !== '' || parsed.hash !== '')
    throw new Misuse(`Expected an address such as https://provisor.example.com, got ${quoted(url)}`)
  if (parsed.username !== '' || parsed.password !== '') throw new Misuse('The address holds a password: leave it out')
  if (parsed.protocol === 'http:' && !isLoopbackHost(parsed.hostname.replace(/^\[|\]$/g, '')))
    throw new Misuse('Over http everybody on the way would read the token: use https')
  let base = parsed.origin + parsed.pathname
  while (base.endsWith('/')) base = base.slice(0, -1)
  return base
}

async function tokenFrom(file: string | undefined): Promise<string> {
  const token = (file === undefined ? (remoteServer().token ?? '') : await readFile(file, 'utf8')).trim()
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new Misuse(
      file === undefined ? 'There is no token in PROVISOR_TOKEN' : `There is no token in ${file}`,
      'It is identifier.secret of an API credential: provisor credential create',
    )
  return token
}

async function ask(base: string, token: string, asked: Asked): Promise<Answered> {
  const { method, url, body, ifMatch, upload, out } = asked
  const sent = upload ? createReadStream(upload.path) : undefined
  // What goes wrong with it is told where it is read.
  sent?.on('error', () => {})
  try {
    const response = await fetch(base + url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(sent || out !== undefined ? FILE_MS : ANSWER_MS),
      headers: {
        authorization: `Bearer ${token}`,
        ...(upload
          ? { 'content-type': upload.mediaType }
          : body === undefined
            ? {}
            : { 'content-type': 'application/json' }),
        ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      },
      ...(sent ? { body: Readable.toWeb(sent), duplex: 'half' } : body !== undefined && { body: JSON.stringify(body) }),
    } as RequestInit)
    return await read(response, out)
  } catch (failure) {
    throw failure instanceof TypeError || isTimeout(failure) ? unreached(base, failure) : failure
  } finally {
    sent?.destroy()
  }
}

async function read(response: Response, out: string | undefined): Promise<Answered> {
  const { status } = response
  if (status >= 300 && status < 400)
    throw new Error(`The server sends on to ${quoted(response.headers.get('location') ?? '')}, which is not followed`)
  if (status < 300 && out !== undefined) {
    await pipeline(bounded(response, LARGEST_FILE), createWriteStream(out, { flags: 'wx', mode: 0o600 }))
    return { file: { type: response.headers.get('content-type') } }
  }
  const pieces: Uint8Array[] = []
  for await (const piece of bounded(response, LARGEST_ANSWER)) pieces.push(piece)
  const answer = parsed(Buffer.concat(pieces).toString('utf8'))
  if (status < 300 && answer !== undefined) return { body: answer }
  if (typeof answer === 'object' && answer !== null && 'code' in answer) return { problem: answer }
  throw new Error(`The server answered with status ${status} and not as Provisor does`)
}

async function* bounded({ body }: Response, most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += piece.length
    if (size > most) throw new Error(`The answer is larger than ${most} bytes`)
    yield piece
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isTimeout = (failure: unknown): boolean => failure instanceof Error && failure.name === 'TimeoutError'

function unreached(base: string, failure: unknown): Error {
  const { cause } = failure as Error
  const why =
    cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : (failure as Error).message
  return new Error(`${base} did not answer: ${why}`, { cause: failure })
}
