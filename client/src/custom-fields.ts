import type { Call, CallOptions } from './call.ts'
import type { CustomFieldsCreateBody, CustomFieldsListQuery, CustomFieldsUpdateBody } from './contract.ts'

/** What is asked beside the usual. */
export const makeCustomFields = (call: Call) => ({
  list: (query: CustomFieldsListQuery = {}, options?: CallOptions) => call('customFields.list', { query }, options),
  get: (id: number, options?: CallOptions) => call('customFields.get', { params: { id } }, options),
  create: (body: CustomFieldsCreateBody, options?: CallOptions) => call('customFields.create', { body }, options),
  update: (id: number, body: CustomFieldsUpdateBody, options?: CallOptions) =>
    call('customFields.update', { params: { id }, body }, options),
  delete: (id: number, options?: CallOptions) => call('customFields.delete', { params: { id } }, options),
})

export type CustomFields = ReturnType<typeof makeCustomFields>
