import type { Call, CallOptions } from './call.ts'
import type { ClientGroupsCreateBody, ClientGroupsUpdateBody } from './contract.ts'

/** Told apart by a colour. */
export const makeClientGroups = (call: Call) => ({
  list: (options?: CallOptions) => call('clientGroups.list', {}, options),
  get: (id: number, options?: CallOptions) => call('clientGroups.get', { params: { id } }, options),
  create: (body: ClientGroupsCreateBody, options?: CallOptions) => call('clientGroups.create', { body }, options),
  update: (id: number, body: ClientGroupsUpdateBody, options?: CallOptions) =>
    call('clientGroups.update', { params: { id }, body }, options),
  delete: (id: number, options?: CallOptions) => call('clientGroups.delete', { params: { id } }, options),
})

export type ClientGroups = ReturnType<typeof makeClientGroups>
