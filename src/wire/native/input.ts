import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { pathAndQuery } from '../path-and-query.ts'
import type { ApiOperation } from './contract/operation.ts'
import { checkBody } from './long-lists.ts'
import { invalidRequest } from './problem.ts'
import { parseQuery } from './query.ts'

type Input = { params: unknown; query: unknown; body: unknown }

const NOTHING = z.strictObject({})

/** What the contract asks for, decoded; or one refusal that names everything that does not fit it. */
export async function decodeInput({ params, query, body }: ApiOperation, request: FastifyRequest): Promise<Input> {
  const [, queryText] = pathAndQuery(request.url)
  const path = (params ?? NOTHING).safeParse(request.params)
  const asked = (query ?? NOTHING).safeParse(parseQuery(queryText))
  const sent = body ? await checkBody(body, request.body) : { data: request.body, issues: [] }
  const faults = [
    { part: 'path', issues: path.error?.issues ?? [] },
    { part: 'query', issues: asked.error?.issues ?? [] },
    { part: 'body', issues: sent.issues },
  ]
  if (faults.some(({ issues }) => issues.length > 0)) throw invalidRequest(faults)
  return { params: path.data, query: asked.data, body: sent.data }
}
