import type { Call, CallOptions } from './call.ts'
import type { CurrenciesCreateBody, CurrenciesUpdateBody } from './contract.ts'

/** What amounts are in. */
export const makeCurrencies = (call: Call) => ({
  list: (options?: CallOptions) => call('currencies.list', {}, options),
  get: (id: number, options?: CallOptions) => call('currencies.get', { params: { id } }, options),
  create: (body: CurrenciesCreateBody, options?: CallOptions) => call('currencies.create', { body }, options),
  update: (id: number, body: CurrenciesUpdateBody, options?: CallOptions) =>
    call('currencies.update', { params: { id }, body }, options),
  delete: (id: number, options?: CallOptions) => call('currencies.delete', { params: { id } }, options),
})

export type Currencies = ReturnType<typeof makeCurrencies>
