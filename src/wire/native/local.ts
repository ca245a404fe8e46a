import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { type Actor, SYSTEM } from '../../access/actor.ts'
import type { Clock } from '../../base/clock.ts'
import { Refusal } from '../../base/refusal.ts'
import { VERSION } from '../../base/version.ts'
import type { Domain } from '../../domain.ts'
import { pathAndQuery } from '../path-and-query.ts'
import type { Download } from '../send-bytes.ts'
import { conditionsAround, conditionsOf, decodeInput, handlerOf, withFields } from './answering.ts'
import { type ApiOperation, isOpen } from './contract/operation.ts'
import type { Problem } from './contract/problem.ts'
import type { ApiBrowser, ApiCall } from './handler.ts'
import { makeProblem, nothingAt, ProblemAnswer, problemOf } from './problem.ts'
import { findRoute } from './routes/find-route.ts'

type Parts = { readonly domain: Domain; readonly clock: Clock }

export type LocalApiRequest = {
  readonly method: string
  /** Path and query, as they would stand in a request. */
  readonly url: string
  readonly body?: unknown
  /** The header of that name. */
  readonly ifMatch?: string | undefined
  /** The username to act as, with that member's rights; else the system, which has every right. */
  readonly as?: string | undefined
  /** A file on this machine to be sent. */
  readonly upload?: { readonly path: string; readonly mediaType?: string | undefined } | undefined
  /** Where a file that is answered is put; it must not be there yet. */
  readonly out?: string | undefined
}

export type LocalApiAnswer =
  | { readonly body: unknown }
  | { readonly file: Pick<Download, 'filename' | 'type' | 'size'> }
  | { readonly problem: Problem }

/**
 * One operation for the owner of the data folder, who needs no credentials: decoded, refused and done as over HTTP. A
 * refusal is an answer too; faults are thrown.
 */
export async function localApiCall(parts: Parts, request: LocalApiRequest): Promise<LocalApiAnswer> {
  try {
    return await perform(parts, request)
  } catch (failure) {
    const told = problemOf(failure)
    if (!told) throw failure
    return { problem: told.problem }
  }
}

async function perform({ domain, clock }: Parts, request: LocalApiRequest): Promise<LocalApiAnswer> {
  const { method, url, body, ifMatch, as } = request
  const [path] = pathAndQuery(url)
  const found = findRoute(method, path)
  if ('methods' in found) throw nothingAt(path, found.methods)
  const { operation, answer } = handlerOf(found.id)
  requireHere(operation)
  const actor = as === undefined ? SYSTEM : (await domain.access.authentication.asStaff(SYSTEM, as)).actor
  const input = await decodeInput(operation, { url, params: found.params, body }, clock.now())
  const headers = ifMatch === undefined ? {} : { 'if-match': ifMatch }
  const sent = { method, url, headers, actor, bodyDigest: '' }
  const conditions = conditionsOf(operation, sent, (input.params as { id?: unknown } | undefined)?.id)
  const work = () => answer(callOf(actor, domain, request) as never, input as never)
  const answered = conditions ? await domain.around(conditionsAround(domain, conditions), work) : await work()
  if (!operation.downloads) return { body: withFields(answered, input.fields) }
  const { bytes, ...file } = answered as Download
  if (request.out === undefined) throw new ProblemAnswer(makeProblem('invalid', 'Say where the file is to be put'))
  await keep(bytes, request.out)
  return { file }
}

function callOf(actor: Actor, domain: Domain, { upload }: LocalApiRequest): ApiCall {
  return {
    actor,
    domain,
    signal: new AbortController().signal,
    version: VERSION,
    again: async () => actor,
    get browser(): ApiBrowser {
      throw new Refusal('session_needed', 'This is for people who sign in with a browser')
    },
    ...(upload && { upload: { mediaType: upload.mediaType, bytes: bytesOf(upload.path) } }),
  }
}

/** Opened when it is read: nobody would hear of a fault before. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path) as AsyncIterable<Uint8Array>
  } catch (failure) {
    throw unusable('read', path, failure)
  }
}

async function keep(bytes: AsyncIterable<Uint8Array>, path: string): Promise<void> {
  try {
    await pipeline(bytes, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  } catch (failure) {
    throw unusable('written', path, failure)
  }
}

/** What the operating system refuses is no fault of ours: whoever asked has named the file. */
function unusable(what: string, path: string, failure: unknown): unknown {
  const { code, syscall } = failure as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) return failure
  const hint = 'It is read and written by the user of the server'
  return new Refusal('file_unusable', `${path} cannot be ${what}: ${code}`, { path, code }, { hint, cause: failure })
}

/** Some are for who is not here: a person with a session, a service with its password, a stranger who signs in. */
function requireHere(operation: ApiOperation): void {
  const { admits, method } = operation
  if (admits === 'service')
    throw new ProblemAnswer(
      makeProblem('refused', 'This is for workers, who sign in with the password of their service'),
    )
  if (admits === 'person' || (isOpen(operation) && method !== 'GET'))
    throw new ProblemAnswer(makeProblem('session_needed', 'This is for people who sign in with a browser'))
}
