import type { Lane } from '../../jobs/lanes/lane.ts'
import { LANE_KIND, serverLane } from '../lanes/lanes.ts'
import { declaredCause } from '../panel/causes.ts'
import type { ProvisioningParts } from '../parts.ts'
import { FIX_OF_CLASS, FIXES, type Fix, type FixSubject } from './fixes.ts'
import type { QueueGroup } from './queue-entry.ts'

/** A group with what people need to see of it, and the one thing that mends it. */
export type ExplainedGroup = QueueGroup & {
  /** What is wrong, with its subject. */
  title: string
  /** Null where the module has no server, or it is gone. */
  serverName: string | null
  fix: Fix
}

type ExplainParts = Pick<ProvisioningParts, 'read' | 'queue' | 'registry'>

/** Says of each group what is the matter and what mends it: the same for every face. */
export async function explain(parts: ExplainParts, groups: readonly QueueGroup[]): Promise<ExplainedGroup[]> {
  if (groups.length === 0) return []
  const lanes = new Map((await parts.queue.lanes.list({ kind: LANE_KIND })).map((lane) => [lane.name, lane]))
  const explained: ExplainedGroup[] = []
  for (const group of groups) explained.push(await explainOne(parts, lanes, group))
  return explained
}

async function explainOne(
  { read, registry }: ExplainParts,
  lanes: ReadonlyMap<string, Lane>,
  group: QueueGroup,
): Promise<ExplainedGroup> {
  const { module, serverId, failureClass, cause, explanation, entries, latest } = group
  const server = serverId === null ? undefined : await read.catalog.servers.get(serverId)
  const usual = FIX_OF_CLASS[failureClass]
  const declared = declaredCause(registry.find(module)?.causes ?? [], failureClass, cause)
  const lane = serverId === null ? undefined : lanes.get(serverLane(serverId))
  const subject: FixSubject = {
    server: server ? { id: server.id, name: server.name } : null,
    signsInWith:
      server && server.accessHashSealed === null && server.passwordSealed !== null ? 'password' : 'accessHash',
    lane: lane ? { name: lane.name, broken: lane.breaker !== 'closed' } : null,
    entry: latest,
    sold: await soldWith(read, latest),
    entries,
    filter: { module, ...(serverId !== null && { serverId }), failureClass, cause },
  }
  const what = declared ? cause.slice(declared.cause.length).trim() : ''
  const where = server?.name ?? `the module ${module}`
  return {
    ...group,
    title: filled((declared ?? usual).title, { what, where }),
    explanation: explanation || usual.means,
    serverName: server?.name ?? null,
    fix: FIXES[declared?.fix ?? usual.fix](subject),
  }
}

const filled = (title: string, values: Readonly<Record<string, string>>): string => {
  const text = title.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

async function soldWith(
  read: ExplainParts['read'],
  { serviceType, serviceId }: QueueGroup['latest'],
): Promise<FixSubject['sold']> {
  if (serviceType === 'service') {
    const service = await read.services.get(serviceId)
    const product = service && (await read.catalog.products.get(service.productId))
    return product ? { type: 'product', id: product.id, name: product.name } : null
  }
  if (serviceType === 'domain') return null
  const addon = await read.addons.get(serviceId)
  const definition =
    addon && addon.definitionId !== null ? await read.catalog.addons.get(addon.definitionId) : undefined
  return definition ? { type: 'addonDefinition', id: definition.id, name: definition.name } : null
}
