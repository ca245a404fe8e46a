import { type CallOptions, type ClientOptions, makeCall } from './call.ts'
import type { ApiIndex } from './contract.ts'
import { type Lanes, makeLanes } from './lanes.ts'
import { type ModuleQueue, makeModuleQueue } from './module-queue.ts'
import { makeServices, type Services } from './services.ts'

export type Client = {
  /** Name and version of the server. Needs no right at all. */
  about(options?: CallOptions): Promise<ApiIndex>
  readonly services: Services
  readonly moduleQueue: ModuleQueue
  readonly lanes: Lanes
}

/** A client of one Provisor server. It holds no connection: make one and keep it. */
export function makeClient(options: ClientOptions): Client {
  const call = makeCall(options)
  return {
    about: (callOptions) => call('api.index', {}, callOptions),
    services: makeServices(call),
    moduleQueue: makeModuleQueue(call),
    lanes: makeLanes(call),
  }
}
