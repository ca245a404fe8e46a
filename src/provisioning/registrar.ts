import { type Actor, authorize } from '../access/actor.ts'
import { NotFound } from '../base/refusal.ts'
import { serverAccess } from '../catalog/servers/servers.ts'
import type { GuardedHttp } from '../guarded-http/guarded-http.ts'
import { type DomainName, requireNameservers } from '../services/domains/domain.ts'
import { canDomainTransition } from '../services/domains/domain-status.ts'
import { stepDomain } from '../services/life.ts'
import { recordChange } from '../services/record-change.ts'
import { registeredNameOf } from './operations/target.ts'
import { isFailed } from './panel/outcome.ts'
import type { RegistrarAnswer, RegistrarAsk } from './panel/registrar-ask.ts'
import { runAction } from './panel/run-action.ts'
import type { ProvisioningParts, ProvisioningTx } from './parts.ts'
import { ModuleFailed, ProvisioningRefused } from './refused.ts'

/** Somebody waits for the answer. */
const PATIENCE_MS = 30_000

type Parts = Pick<ProvisioningParts, 'read' | 'transaction' | 'secrets' | 'registry' | 'clock' | 'installation'> & {
  http: GuardedHttp
}

/**
 * Questions to registrars and small changes at them, asked at once and beside the queue: nothing of it makes a name or ends
 * one, so who asked may ask again. What was changed there stands in the record from then on.
 */
export function makeRegistrar(parts: Parts) {
  const { read, transaction, secrets, registry, clock, installation, http } = parts

  async function serverOf({ registrar, serverId }: DomainName) {
    if (serverId !== null) return serverAccess(read, secrets, serverId)
    const [first] = (await read.catalog.servers.list({})).filter(
      ({ module, active }) => active && module.toLowerCase() === registrar.toLowerCase(),
    )
    if (!first)
      throw new ProvisioningRefused('module_cannot', `There is no server of ${registrar}`, { module: registrar })
    return serverAccess(read, secrets, first.id)
  }

  return async function askRegistrar(actor: Actor, id: number, asked: RegistrarAsk): Promise<RegistrarAnswer> {
    authorize(actor, 'provisioning.write')
    const ask =
      asked.what === 'set_nameservers' ? { ...asked, nameservers: requireNameservers(asked.nameservers) } : asked
    const item = await read.domains.get(id)
    if (!item) throw new NotFound('Domain', id)
    const { registrar: module } = item
    if (module === '') throw new ProvisioningRefused('no_module', `Domain ${id} has no module`, { type: 'domain', id })
    const backend = registry.find(module)
    if (!backend) throw new ProvisioningRefused('module_not_found', `There is no module ${module}`, { module })
    const verb = 'askRegistrar'
    if (!backend[verb])
      throw new ProvisioningRefused('module_cannot', `${backend.displayName} has no ${verb}`, { module, verb })
    const server = await serverOf(item)
    const domain = await registeredNameOf(read, item, { secrets, installation }, undefined)
    const { outcome } = await runAction(
      backend,
      verb,
      { domain, ask },
      {
        ...{ server, http, clock },
        operation: { id: `ask-${installation}-${id}`, attempt: 1, callbackUrl: null },
        signal: AbortSignal.timeout(PATIENCE_MS),
        remember: async () => {},
      },
    )
    if (isFailed(outcome))
      throw new ModuleFailed(outcome.text, {
        operation: 0,
        failureClass: outcome.class,
        explanation: outcome.explanation,
      })
    await transaction((tx) => writeDown(tx, actor, id, ask))
    return outcome.value
  }
}

/** What a registrar has changed, in our record. */
async function writeDown(tx: ProvisioningTx, actor: Actor, id: number, ask: RegistrarAsk): Promise<void> {
  const domain = await tx.domains.lock(id)
  if (!domain) return
  const told = { kind: 'domain.updated', store: tx.domains } as const
  if (ask.what === 'set_nameservers') await recordChange(tx, actor, domain, { nameservers: ask.nameservers }, told)
  if (ask.what === 'set_id_protection') await recordChange(tx, actor, domain, { idProtection: ask.on }, told)
  if (ask.what === 'release' && canDomainTransition(domain.status, 'transferAway'))
    await stepDomain(tx, actor, domain, 'transferAway')
}

export type AskRegistrar = ReturnType<typeof makeRegistrar>
