import { type Chain, idOf, isId } from './chain.ts'
import type { RemoteMethod } from './method.ts'
import { ACTION_METHODS } from './methods/actions.ts'
import { findResources } from './methods/api.ts'
import { getConfig } from './methods/config.ts'
import { FILE_METHODS } from './methods/files.ts'
import { PROJECT_METHODS } from './methods/projects.ts'
import { TICKETXREF_METHODS } from './methods/ticketxrefs.ts'
import { TIMELOG_METHODS } from './methods/timelogs.ts'
import { TOPIC_METHODS } from './methods/topics.ts'
import { WHMCSTICKET_METHODS } from './methods/whmcstickets.ts'
import { malformed, methodNotAllowed, noResource } from './refuse.ts'

/** Every method of this face, in the document's order. */
export const METHODS: readonly RemoteMethod[] = [
  findResources(() => METHODS),
  getConfig,
  ...PROJECT_METHODS,
  ...ACTION_METHODS,
  ...TOPIC_METHODS,
  ...FILE_METHODS,
  ...WHMCSTICKET_METHODS,
  ...TICKETXREF_METHODS,
  ...TIMELOG_METHODS,
]

const byChain = Map.groupBy(METHODS, ({ chain }) => chain.replace(/\{[a-z_]+\}/, '{id}').replaceAll('.', '/'))

/** What a chain and a method come to, and the record that the chain names; 0 for none. */
export function findMethod({ version, keys, format }: Chain, http: string): { method: RemoteMethod; id: number } {
  if (version === undefined) throw malformed('action', 'Expected the version first, as in v1.projects.100.json')
  if (version !== 'v1') throw malformed('action', `Unknown version: expected v1`)
  if (keys.length === 0) throw malformed('action', 'Expected a resource after the version, as in v1.projects.json')
  const methods = byChain.get(keys.map((key, index) => (index > 0 && isId(key) ? '{id}' : key)).join('/'))
  // The bytes of a file are in no format.
  if (format === undefined && keys.at(-1) !== 'download')
    throw malformed('action', 'Expected the format last, as in v1.projects.100.json: json or xml')
  if (!methods) throw noResource()
  const method = methods.find((each) => each.http === http)
  if (!method) throw methodNotAllowed()
  return { method, id: idOf(keys[1] ?? '') }
}
