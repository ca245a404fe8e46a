import type { AccountCount, CatalogStore } from '../store.ts'
import type { Fill, Server } from './server.ts'

/**
 * The server that takes the next account, or null when none has room. Without a group all servers of the module
 * stand open, the least full first. Write the account's server before placing the next one: a pending account counts.
 */
export async function pickServer(
  { catalog }: { catalog: CatalogStore },
  groupId: number | null,
  module: string,
): Promise<number | null> {
  const group = groupId === null ? undefined : await catalog.serverGroups.get(groupId)
  if (groupId !== null && !group) return null
  const servers = await catalog.servers.lockForPlacing(groupId, module)
  const accounts = await catalog.servers.accounts(servers.map(({ id }) => id))
  return chooseServer(group?.fill ?? 'least-full', servers, (id) => taken(accounts.get(id)!))
}

const taken = ({ held, coming }: AccountCount): number => held + coming

type Candidate = Pick<Server, 'id' | 'maxAccounts' | 'active' | 'maintenance'>

/**
 * `servers` by id. Fullness is the share of the places taken, so a server without a limit is the emptiest of all; among
 * equals the one with fewer accounts, and then the older one, comes first.
 */
export function chooseServer(
  fill: Fill,
  servers: readonly Candidate[],
  accountsOn: (id: number) => number,
): number | null {
  const open = servers.filter(
    ({ id, maxAccounts, active, maintenance }) =>
      active && !maintenance && (maxAccounts === 0 || accountsOn(id) < maxAccounts),
  )
  if (fill === 'fill-in-turn') return open[0]?.id ?? null
  const fullness = ({ id, maxAccounts }: Candidate) => (maxAccounts === 0 ? 0 : accountsOn(id) / maxAccounts)
  const [emptiest] = open.toSorted(
    (a, b) => fullness(a) - fullness(b) || accountsOn(a.id) - accountsOn(b.id) || a.id - b.id,
  )
  return emptiest?.id ?? null
}
