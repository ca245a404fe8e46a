import { SYSTEM } from '../../../access/actor.ts'
import type { Look } from '../check/finding.ts'

/** What an installation needs before it is of use, in the order in which it is done. */
export const firstSteps: Readonly<Record<string, Look>> = {
  servers: async ({ domain }) => {
    if ((await domain.catalog.servers.list(SYSTEM)).length > 0) return undefined
    return {
      message: 'There is no server that services could be set up on',
      hint: 'List it under servers in a file for provisor apply; examples/ has one',
    }
  },
  products: async ({ domain }) => {
    if ((await domain.catalog.products.list(SYSTEM, {})).products.length > 0) return undefined
    return {
      message: 'Nothing can be ordered: there is no product',
      hint: 'List it under products in a file for apply',
    }
  },
  clients: async ({ domain }) => {
    const { total } = await domain.clients.list(SYSTEM, {}, { offset: 0, limit: 1 })
    if (total > 0) return undefined
    return { message: 'There is no client yet', hint: 'provisor client create, or AddClient of your own program' }
  },
}
