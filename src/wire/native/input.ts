import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Operation } from './contract/operation.ts'
import { invalidRequest } from './problem.ts'
import { parseQuery } from './query.ts'

type Input = { params: unknown; query: unknown; body: unknown }

const NOTHING = z.strictObject({})

/** What the contract asks for, decoded; or one refusal that names everything that does not fit it. */
export function decodeInput({ params, query, body }: Operation, request: FastifyRequest): Input {
  const mark = request.url.indexOf('?')
  const parts = {
    path: (params ?? NOTHING).safeParse(request.params),
    query: (query ?? NOTHING).safeParse(mark < 0 ? {} : parseQuery(request.url.slice(mark + 1))),
    body: (body ?? z.unknown()).safeParse(request.body),
  }
  const faults = Object.entries(parts).flatMap(([part, { error }]) => (error ? [{ part, error }] : []))
  if (faults.length > 0) throw invalidRequest(faults)
  return { params: parts.path.data, query: parts.query.data, body: parts.body.data }
}
