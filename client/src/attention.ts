import type { Call, CallOptions } from './call.ts'

/** What needs a person, each with the one thing that mends it. */
export const makeAttention = (call: Call) => ({
  list: (options?: CallOptions) => call('attention.list', {}, options),
})

export type Attention = ReturnType<typeof makeAttention>
