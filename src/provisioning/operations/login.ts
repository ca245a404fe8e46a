import { recordChange } from '../../services/record-change.ts'
import { freeUsername, newPassword } from '../../services/username.ts'
import { markerOf } from '../panel/account.ts'
import type { ProvisioningTools, ProvisioningTx } from '../parts.ts'
import { actorOf, type Operation } from './operation.ts'
import type { Target } from './target.ts'

/**
 * An account is made with a user name and a password: those that nobody has given, by the module's own rules, are there
 * before it is asked for the first time, and stay the same at every retry.
 */
export async function withLogin(
  tx: ProvisioningTx,
  { registry, secrets, installation }: ProvisioningTools,
  { action, requestedBy }: Operation,
  target: Target,
): Promise<Target> {
  if (target.type !== 'service' || action !== 'CreateAccount' || target.module === '') return target
  const { item } = target
  if (item.username !== '' && item.passwordSealed !== null) return target
  const proposed = registry.find(target.module)?.proposeUsername
  const marker = markerOf(installation, 'service', item.id)
  const login = {
    username:
      item.username || (proposed?.({ marker, domain: item.domain }, 1) ?? (await freeUsername(tx, item.domain))),
    passwordSealed: item.passwordSealed ?? secrets.seal(newPassword()),
  }
  const change = { kind: 'service.prepared', store: tx.services } as const
  return { ...target, item: await recordChange(tx, actorOf(requestedBy), item, login, change) }
}
