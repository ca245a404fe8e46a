import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../../access/actor.ts'
import type { OnceAsked } from '../../access/idempotency/idempotency.ts'
import type { AroundVerb, Domain, VersionedNoun } from '../../domain.ts'
import type { ServiceCaller } from '../../outbound/accounts/caller.ts'
import { type ApiOperation, isOpen, nounOf } from './contract/operation.ts'
import { OPERATIONS } from './contract.ts'
import { invalidAt, makeProblem, ProblemAnswer } from './problem.ts'

/** What a request asks for beside its operation. */
export type Conditions = {
  /** Of `Idempotency-Key`. */
  readonly once?: OnceAsked
  /** Of `If-Match`. */
  readonly ifVersion?: { readonly noun: VersionedNoun; readonly id: number; readonly versions: readonly number[] }
}

/** What of a request conditions are read from. */
type ConditionalRequest = Pick<FastifyRequest, 'method' | 'url' | 'headers'> & {
  readonly actor: Actor | ServiceCaller | null
  readonly bodyDigest: string
}

/** The header means something for these: what has a version changes below the path under which it is read. */
const VERSIONED = new Map(
  OPERATIONS.filter(({ method, versioned, path }) => method === 'GET' && versioned && path.endsWith('/{id}')).map(
    (operation) => [operation.path, nounOf(operation) as VersionedNoun],
  ),
)

export function versionedNoun({ method, path }: ApiOperation): VersionedNoun | undefined {
  if (method === 'GET') return undefined
  const [, noun = '', id = ''] = path.split('/')
  return id === '{id}' ? VERSIONED.get(`/${noun}/{id}`) : undefined
}

/** Files are not held, and of strangers nothing is kept. */
export const takesKey = (operation: ApiOperation): boolean =>
  operation.method !== 'GET' &&
  !isOpen(operation) &&
  operation.admits !== 'service' &&
  !operation.uploads &&
  !operation.downloads

/** Undefined where nothing of the kind is asked. */
export function conditionsOf(
  operation: ApiOperation,
  request: ConditionalRequest,
  id: unknown,
): Conditions | undefined {
  const { 'idempotency-key': key, 'if-match': match } = request.headers
  if ((key === undefined && match === undefined) || operation.method === 'GET') return undefined
  return {
    ...(key !== undefined && { once: onceOf(operation, request, String(key)) }),
    ...(match !== undefined && match.trim() !== '*' && { ifVersion: versionOf(operation, match, id) }),
  }
}

function onceOf(operation: ApiOperation, request: ConditionalRequest, key: string): OnceAsked {
  if (!takesKey(operation))
    throw invalidAt(
      'header.idempotency-key',
      'to be left out here: only changes of JSON by somebody who is known are kept',
    )
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw invalidAt('header.idempotency-key', 'expected 1 to 255 characters of ASCII')
  const { kind, id, credentialId = null } = request.actor as Actor
  const owner = credentialId === null ? `${kind} ${id}` : `credential ${credentialId}`
  return { owner, key, request: `${request.method} ${request.url}\n${request.bodyDigest}` }
}

function versionOf(operation: ApiOperation, match: string, id: unknown): NonNullable<Conditions['ifVersion']> {
  const noun = versionedNoun(operation)
  if (!noun) throw invalidAt('header.if-match', 'to be left out here: this has no version')
  const versions = match.split(',', 20).map((tag) => Number(/^\s*"(\d{1,15})"\s*$/.exec(tag)?.[1] ?? Number.NaN))
  if (versions.some(Number.isNaN)) throw invalidAt('header.if-match', 'expected versions such as "7", or *')
  return { noun, id: Number(id), versions }
}

/** What was read of a body, so that the same request is known again. */
export const digestOfBody = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url')

/** Stands around the transaction of the verb. What it refuses by itself goes first: a version tells nobody more. */
export const conditionsAround = (
  { access, versionOf: readVersion }: Domain,
  { once, ifVersion }: Conditions,
): AroundVerb => ({
  done: false,
  async around(tx, work) {
    const version = ifVersion && (await readVersion[ifVersion.noun](tx, ifVersion.id))
    if (once) await access.idempotency.take(tx, once)
    const value = await work()
    if (ifVersion && (version === undefined || !ifVersion.versions.includes(version)))
      throw new ProblemAnswer(makeProblem('version_differs', 'Somebody else changed it since that version was read'))
    return value
  },
})
