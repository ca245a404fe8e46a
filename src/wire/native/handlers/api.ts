import { BASE } from '../contract/address.ts'
import { api } from '../contract/api.ts'
import { OPERATIONS } from '../contract.ts'
import { handle } from '../handler.ts'
import { describeApi } from '../openapi.ts'

/** Made when it is first asked for, with the version that is told. */
const descriptions = new Map<string, Record<string, unknown>>()

export const apiHandlers = [
  handle(api.index, async ({ version }) => ({
    name: 'Provisor',
    version,
    links: { self: BASE, description: `${BASE}/openapi.json`, health: '/readyz' },
  })),
  handle(api.description, async ({ version }) => {
    const description = descriptions.get(version) ?? describeApi(OPERATIONS, version)
    descriptions.set(version, description)
    return description
  }),
]
