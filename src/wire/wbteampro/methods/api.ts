import type { Fields } from '../../codec/tree.ts'
import type { Described, RemoteMethod } from '../method.ts'
import { PLAIN } from '../refuse.ts'

/** What the face can do, said by itself. `methods` is asked for late, because this one is among them. */
export const findResources = (methods: () => readonly RemoteMethod[]): RemoteMethod => ({
  name: 'findResources',
  about: 'Return the API Resource List',
  chain: 'api.resources',
  http: 'GET',
  permission: 'projects.read',
  parameters: [],
  saying: PLAIN,
  answer: async () => ({ resources: methods().map(resourceOf) }),
})

const resourceOf = ({ name, about, chain, http, parameters }: RemoteMethod): Fields => ({
  resource: chain.split('.', 1)[0]!,
  method: name,
  action: chain,
  http,
  description: about,
  parameters: parameters.map(parameterOf),
})

const parameterOf = ({ name, type, required, about, aliases }: Described): Fields => ({
  name,
  type,
  required: required ? 1 : 0,
  description: about,
  aliases: aliases.join(','),
})
