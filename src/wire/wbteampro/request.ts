import type { FastifyRequest } from 'fastify'
import type { RequestBody, Sender } from '../bodies/bodies.ts'
import { decodeBrackets, mergeParams } from '../codec/brackets.ts'
import { type ParamMap, textAt } from '../codec/php-value.ts'
import { isCrossSite } from '../cross-site.ts'
import { pathAndQuery } from '../path-and-query.ts'
import { furtherPath } from './address.ts'
import { type Body, jsonParams, readBody } from './body.ts'
import { type Chain, readChain } from './chain.ts'
import type { RequestEcho } from './envelope.ts'
import type { RemoteUpload } from './multipart.ts'
import { malformed } from './refuse.ts'

/** What the address of a request says, read once. */
export type RequestTarget = {
  /** The keys that follow the program, as they were sent. */
  readonly further: string
  /** Throws where it cannot be read. */
  query(): ParamMap
}

export function readTarget(originalUrl: string): RequestTarget {
  const [path, query] = pathAndQuery(originalUrl)
  return { further: furtherPath(path), query: readQuery(query) }
}

function readQuery(text: string): () => ParamMap {
  try {
    const query = decodeBrackets(text)
    return () => query
  } catch (failure) {
    return () => {
      throw failure
    }
  }
}

/** A request before anybody asks whether it makes sense. */
export type SentRequest = {
  /** The chain from the path, or else from the parameter. */
  readonly chain: string
  /** In capitals. */
  readonly method: string
  readonly username: string | undefined
  readonly password: string | undefined
  /** Of the header; a browser that asks for another site's page adds it by itself, and is not believed. */
  readonly authorization: string | undefined
  readonly upload: RemoteUpload | undefined
  /** Decoded when asked for, because only who may call is told what is wrong with them. */
  params(): Promise<ParamMap>
}

/** What is not an argument of the method. */
const TOP_LEVEL = ['action', 'username', 'password', 'method', 'params']

/** What says who calls. */
export type Shown = Pick<SentRequest, 'username' | 'password' | 'authorization'>

/**
 * Query string and body as one, where the body wins by top-level name; the path wins over both. `senderOf` is asked about
 * a body over 64 KiB, with what is known of the caller by then.
 */
export async function readSent(
  request: FastifyRequest,
  target: RequestTarget,
  sentBody: RequestBody | undefined,
  senderOf: (shown: Shown) => Promise<Sender>,
): Promise<SentRequest> {
  const query = target.query()
  const shownIn = (top: ParamMap): Shown => ({
    username: textAt(top, 'username')?.trim() || undefined,
    password: textAt(top, 'password')?.trim() || undefined,
    authorization: isCrossSite(request) ? undefined : request.headers.authorization,
  })
  const body: Body = sentBody
    ? await readBody(request.headers, sentBody, (beginning) => senderOf(shownIn(mergeParams(query, beginning))))
    : { params: new Map() }
  const top = mergeParams(query, body.params)
  return {
    ...shownIn(top),
    chain: chainText(target, textAt(top, 'action')),
    method: effectiveMethod(request, textAt(top, 'method')),
    upload: body.upload,
    params: () => argumentsOf(top),
  }
}

/** The head of a request, as far as this face looks at it. */
type Head = Pick<FastifyRequest, 'method' | 'headers'>

/** As far as the address alone tells, for what is refused before anything is read. */
export function askedInAddress(head: Head, target: RequestTarget): RequestEcho {
  const method = effectiveMethod(head, queryText(target, 'method'))
  try {
    return askedBy(readChain(chainText(target)), method)
  } catch {
    return { action: '', method, format: 'json' }
  }
}

export const askedBy = ({ keys, format }: Chain, method: string): RequestEcho => ({
  action: keys.join('/'),
  method,
  format: format ?? 'json',
})

function chainText(target: RequestTarget, parameter = queryText(target, 'action')): string {
  if (target.further.replaceAll('/', '') === '') return parameter?.trim() ?? ''
  try {
    return decodeURIComponent(target.further)
  } catch {
    throw malformed('action', 'Invalid encoding: expected percent-encoded UTF-8')
  }
}

/** One parameter of the query string, as long as that can be read at all. */
function queryText({ query }: RequestTarget, name: string): string | undefined {
  try {
    return textAt(query(), name)
  } catch {
    return undefined
  }
}

/** The parameter wins, because simple clients POST everything and mean what it says. */
function effectiveMethod({ method, headers }: Head, parameter?: string): string {
  const override = headers['x-http-method-override']
  const said = parameter?.trim() || (typeof override === 'string' && override.trim()) || method
  const name = said.toUpperCase().slice(0, 20)
  if (name === 'PATCH') return 'PUT'
  return name === 'HEAD' ? 'GET' : name
}

/** `params`, a JSON text or a map, over whatever else was sent beside it. */
async function argumentsOf(top: ParamMap): Promise<ParamMap> {
  const loose = [...top].filter(([name]) => !TOP_LEVEL.includes(name))
  const params = top.get('params')
  if (params === undefined) return new Map(loose)
  return new Map([...loose, ...(typeof params === 'string' ? await textParams(params) : params)])
}

const textParams = async (text: string): Promise<ParamMap> =>
  text.trim() === '' ? new Map() : jsonParams(Buffer.from(text), 'params')
