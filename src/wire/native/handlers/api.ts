import { VERSION } from '../../../version.ts'
import { api } from '../contract/api.ts'
import { BASE } from '../contract.ts'
import { handle } from '../handler.ts'
import { describeApi } from '../openapi.ts'

let description: Record<string, unknown> | undefined

export const apiHandlers = [
  handle(api.index, async () => ({
    name: 'Provisor',
    version: VERSION,
    links: { self: BASE, description: `${BASE}/openapi.json`, health: '/readyz' },
  })),
  handle(api.description, async () => {
    description ??= describeApi()
    return description
  }),
]
