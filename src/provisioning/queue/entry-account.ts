import { type Actor, authorize } from '../../access/actor.ts'
import { NotFound } from '../../base/refusal.ts'
import { serverAccess } from '../../catalog/servers/servers.ts'
import type { GuardedHttp } from '../../guarded-http/guarded-http.ts'
import { serverLane } from '../lanes/lanes.ts'
import { accountOf, lockTarget, registeredNameOf, type Target } from '../operations/target.ts'
import type { AccountState, Backend, DomainState } from '../panel/backend.ts'
import { makeMasker } from '../panel/mask.ts'
import { isFailed } from '../panel/outcome.ts'
import { runAction } from '../panel/run-action.ts'
import type { ProvisioningParts } from '../parts.ts'
import { ProvisioningRefused } from '../refused.ts'

/** What we know of the account that an entry is about. */
export type EntryAccount = {
  /** Of the service, add-on or domain, as it is wanted. */
  status: string
  username: string | null
  domain: string | null
  suspensionReason: string
  expiresOn: string | null
  /** What the module remembers of it, such as the panel's own number; without secrets. */
  remembered: { name: string; value: string }[]
  /** As it was read last; null where it never was. */
  usage: {
    diskUsedMb: number
    diskLimitMb: number
    bandwidthUsedMb: number
    bandwidthLimitMb: number
    at: number
  } | null
  /** Whether the panel can be asked what it has. */
  looks: boolean
}

/** What the panel has now. */
export type AccountSeen = {
  state: AccountState['state'] | DomainState['state']
  username: string | null
  domain: string | null
  package: string | null
  suspensionReason: string
  expiresOn: string | null
  /** In what it differs from what was asked for. */
  differs: string[]
  durationMs: number
}

/** Somebody looks at a page meanwhile. */
const PATIENCE_MS = 10_000

/** The account behind an entry: as it stands with us, and as the panel has it. */
export function makeEntryAccount(parts: ProvisioningParts & { http: GuardedHttp }) {
  const { transaction, read, registry, secrets, queue, clock, http } = parts

  /** What it is about, as it is now. Nothing is written. */
  async function about<T>(id: number, work: (target: Target, backend: Backend | undefined) => Promise<T>): Promise<T> {
    const entry = await read.moduleQueue.get(id)
    if (!entry) throw new NotFound('queue entry', id)
    const target = await lockTargetOf(entry.serviceType, entry.serviceId)
    if (!target) throw new NotFound(entry.serviceType, entry.serviceId)
    return work(target, registry.find(target.module))
  }
  const lockTargetOf = (...of: [Target['type'], number]) => transaction((tx) => lockTarget(tx, ...of))

  return {
    async account(actor: Actor, id: number): Promise<EntryAccount> {
      authorize(actor, 'provisioning.read')
      return about(id, async (target, backend) => {
        const facts = await read.operations.memory(target.type, target.id)
        const { headers = [], fields = [] } = backend?.secrets ?? {}
        const remembered = makeMasker([], { headers: [...headers, ...fields] }).headers(facts)
        return {
          ...ofTarget(target),
          remembered: Object.entries(remembered).map(([name, value]) => ({ name, value })),
          looks: target.serverId !== null && backend?.[lookVerb(target)] !== undefined,
        }
      })
    },

    /** Asks the panel, and writes nothing down but what its module remembers. */
    async look(actor: Actor, id: number): Promise<AccountSeen> {
      authorize(actor, 'provisioning.write')
      return about(id, async (target, backend) => {
        const verb = lookVerb(target)
        const { module, serverId } = target
        if (!backend?.[verb] || serverId === null)
          throw new ProvisioningRefused('module_cannot', `${module || 'Nothing'} can be asked about it`, {
            module,
            verb,
          })
        const server = await serverAccess(read, secrets, serverId)
        const lane = await queue.lanes.byName(serverLane(serverId))
        if (server.maintenance || (lane && lane.breaker !== 'closed'))
          throw new ProvisioningRefused('left_alone', `${server.name} is left alone at the moment`, {
            server: serverId,
          })
        const showing = { ...parts, definitions: backend.productSettings }
        const input = await transaction(async (tx) =>
          target.type === 'domain'
            ? { domain: await registeredNameOf(tx, target.item, showing, undefined) }
            : { account: await accountOf(tx, target, showing) },
        )
        const { outcome, durationMs } = await runAction(backend, verb, input as never, {
          ...{ server, http, clock },
          operation: { id: `look-${id}`, attempt: 1, callbackUrl: null },
          signal: AbortSignal.timeout(PATIENCE_MS),
          remember: async () => {},
        })
        if (isFailed(outcome))
          throw new ProvisioningRefused('look_failed', outcome.text || 'The panel gave no reason', {
            failureClass: outcome.class,
            explanation: outcome.explanation,
          })
        return { ...seen(outcome.value as AccountState | DomainState), durationMs }
      })
    },
  }
}

const lookVerb = ({ type }: Target): 'accountState' | 'domainState' =>
  type === 'domain' ? 'domainState' : 'accountState'

function ofTarget(target: Target): Omit<EntryAccount, 'remembered' | 'looks'> {
  if (target.type === 'domain') {
    const { status, name, expiresOn } = target.item
    return { status, username: null, domain: name, suspensionReason: '', expiresOn, usage: null }
  }
  const service = target.type === 'service' ? target.item : target.service
  const { username, domain, suspensionReason, usageAt } = service
  const { diskUsedMb, diskLimitMb, bandwidthUsedMb, bandwidthLimitMb } = service
  return {
    ...{ status: target.item.status, username: username || null, domain: domain || null, suspensionReason },
    expiresOn: null,
    usage: usageAt === null ? null : { diskUsedMb, diskLimitMb, bandwidthUsedMb, bandwidthLimitMb, at: usageAt },
  }
}

const seen = (state: AccountState | DomainState): Omit<AccountSeen, 'durationMs'> =>
  'username' in state
    ? {
        ...{ state: state.state, username: state.username || null, domain: state.domain || null },
        ...{ package: state.package || null, suspensionReason: state.suspensionReason, expiresOn: null },
        differs: [...state.differs],
      }
    : {
        ...{ state: state.state, username: null, domain: null, package: null, suspensionReason: '' },
        ...{ expiresOn: state.expiresOn, differs: [...state.differs] },
      }
