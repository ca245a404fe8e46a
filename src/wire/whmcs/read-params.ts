import type { FastifyRequest } from 'fastify'
import type { RequestBody, Sender } from '../bodies/bodies.ts'
import { decodeBrackets, mergeParams } from '../codec/brackets.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { pathAndQuery } from '../path-and-query.ts'
import { readBeginning, readBody, readShown } from './body.ts'

/**
 * Query and body as one, as far as they are read: the query, then what the body begins with, then all of it. Of a body
 * over 64 KiB the beginning alone decides who is refused. Where it does not say who sends it, all of the body is looked
 * through for that before anything is made of it.
 */
export async function* readParams(
  { url, headers }: FastifyRequest,
  body: RequestBody | undefined,
  {
    admitBeginning,
    admit,
  }: { admitBeginning: (shown: ParamMap) => Promise<Sender>; admit: (shown: ParamMap) => unknown },
): AsyncGenerator<ParamMap, void> {
  const query = decodeBrackets(pathAndQuery(url)[1])
  yield query
  if (!body) return
  const { bytes, isWhole } = await body.beginning()
  if (isWhole) return void (yield mergeParams(query, await readBody(headers, bytes)))
  const beginning = mergeParams(query, await readBeginning(headers, bytes))
  yield beginning
  if ((await admitBeginning(beginning)) === 'stranger') {
    const shown = mergeParams(query, await readShown(headers, (await body.kept()).read()))
    yield shown
    await admit(shown)
    body.settle()
  }
  yield mergeParams(query, await readBody(headers, await body.whole()))
}
