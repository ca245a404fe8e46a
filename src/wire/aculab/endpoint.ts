import type { WallClock } from '../../base/wall-clock.ts'
import type { Caller } from '../../outbound/accounts/caller.ts'
import type { Outbound } from '../../outbound/outbound.ts'
import type { Values } from '../codec/parameter.ts'
import type { LINKS } from './guessed.ts'
import type { ConfigurationSchema } from './json-schema.ts'
import type { EndpointParameters } from './parameters.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** Whose credentials an endpoint takes: `cloud/user` with an API key, `cloud/user/service` with the service's password. */
type EndpointForm = 'account' | 'service' | 'either'

/** One admitted request, as an endpoint sees it. */
export type AculabCall = {
  readonly caller: Caller
  readonly outbound: Outbound
  readonly wallClock: WallClock
  readonly now: number
  /** The name in the path; empty where the path has none. */
  readonly service: string
  /** The JSON of the body, of endpoints that take one. */
  readonly body: unknown
}

export type AculabAnswer = {
  /** 200 when left out. */
  readonly status?: number
  readonly json?: unknown
  /** The text of an answer too long to hold, in pieces. */
  readonly long?: AsyncGenerator<string, void>
  /** JSON when left out. */
  readonly type?: string
}

/** One method (or two equivalent ones) of one address. The registry of these feeds routes, tables and the sandbox. */
export type Endpoint<P extends EndpointParameters = EndpointParameters> = {
  readonly methods: readonly Method[]
  /** `{service}` is the name of an outbound service. */
  readonly path: string
  readonly form: EndpointForm
  readonly about: string
  /** What of it no public page shows. */
  readonly guessed?: string
  readonly link: keyof typeof LINKS
  /** Changes nothing, so that HEAD may ask it too. */
  readonly reads: boolean
  /** In the query string, and in the form of a POST. */
  readonly parameters: P
  /** Of the JSON that the body must hold. */
  readonly body?: ConfigurationSchema
  answer(call: AculabCall, values: Values<P>): Promise<AculabAnswer>
}

/** Keeps the parameter types of `answer` while the registry holds endpoints of all kinds. */
export const endpoint = <P extends EndpointParameters>(definition: Endpoint<P>): Endpoint =>
  definition as unknown as Endpoint
