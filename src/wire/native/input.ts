import type { FastifyRequest } from 'fastify'
import * as z from 'zod'
import { pathAndQuery } from '../path-and-query.ts'
import type { ApiOperation } from './contract/operation.ts'
import { wantedFields, withFiltersOfQuery } from './list-query.ts'
import { checkBody } from './long-lists.ts'
import { invalidRequest } from './problem.ts'
import { parseQuery } from './query.ts'

type Input = { params: unknown; query: unknown; body: unknown; fields: readonly string[] | undefined }

/** What of a request the contract speaks of. */
export type ReadRequest = Pick<FastifyRequest, 'url' | 'params' | 'body'>

const NOTHING = z.strictObject({})

/** What the contract asks for, decoded; or one refusal that names everything that does not fit it. */
export async function decodeInput(operation: ApiOperation, request: ReadRequest, now: number): Promise<Input> {
  const { params, query, body } = operation
  const [, queryText] = pathAndQuery(request.url)
  const given = parseQuery(queryText)
  const fields = wantedFields(operation, given)
  const path = (params ?? NOTHING).safeParse(request.params)
  const asked = (query ?? NOTHING).safeParse(withFiltersOfQuery(operation, given, now))
  const sent = body ? await checkBody(body, request.body) : { data: request.body, issues: [] }
  const faults = [
    { part: 'path', issues: path.error?.issues ?? [] },
    { part: 'query', issues: asked.error?.issues ?? [] },
    { part: 'body', issues: sent.issues },
  ]
  if (faults.some(({ issues }) => issues.length > 0)) throw invalidRequest(faults)
  return { params: path.data, query: withoutList(asked.data), body: sent.data, fields }
}

/** How a list is asked for is done here: verbs get filters only. */
function withoutList(query: Record<string, unknown> | undefined): unknown {
  if (!query || !('q' in query || 'fields' in query)) return query
  const { q: _q, fields: _fields, ...filters } = query
  return filters
}
