import type { Call, CallOptions } from './call.ts'
import type { ClientGroupsCreateBody, ClientGroupsUpdateBody } from './contract.ts'

/** Told apart by a colour. */
export const makeClientGroups = (call: Call) => ({
  list: (options?: CallOptions) => call('clientGroups.list', {}, options),
  create: (body: ClientGroupsCreateBody, options?: CallOptions) => call('clientGroups.create', { body }, options),
  update: (id: number, body: ClientGroupsUpdateBody, options?: CallOptions) =>
    call('clientGroups.update', { params: { id }, body }, options),
})

export type ClientGroups = ReturnType<typeof makeClientGroups>
