import type { Verb, VerbName } from '../../panel/backend.ts'

/** Every verb, each done by `told`: whoever takes our messages says for itself what it cannot do. */
export const everyVerb = (told: <V extends VerbName>(verb: V) => Verb<V>): { [V in VerbName]: Verb<V> } => ({
  create: told('create'),
  suspend: told('suspend'),
  unsuspend: told('unsuspend'),
  terminate: told('terminate'),
  renew: told('renew'),
  changePackage: told('changePackage'),
  changePassword: told('changePassword'),
  custom: told('custom'),
  testConnection: told('testConnection'),
  listAccounts: told('listAccounts'),
  accountState: told('accountState'),
  usage: told('usage'),
  signOn: told('signOn'),
  registerDomain: told('registerDomain'),
  transferDomain: told('transferDomain'),
  renewDomain: told('renewDomain'),
  domainState: told('domainState'),
  askRegistrar: told('askRegistrar'),
})
