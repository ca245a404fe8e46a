import type { Account, Holder, RegisteredName } from '../../panel/account.ts'
import type { BackendTools, VerbInput, VerbName } from '../../panel/backend.ts'
import type { RegistrarAsk } from '../../panel/registrar-ask.ts'
import type { BackendSettings } from '../../panel/settings.ts'

/*
 * What a verb says to somebody else's program: the one message of our own contract (docs/webhook-backend.md), which goes
 * out signed over HTTP or into the standard input of a command.
 */

/** By verb. Those under `reading` change nothing and may be sent at any time. */
export const TYPES: Readonly<Record<VerbName, string>> = {
  create: 'provision.create',
  suspend: 'provision.suspend',
  unsuspend: 'provision.unsuspend',
  terminate: 'provision.terminate',
  renew: 'provision.renew',
  changePackage: 'provision.change_package',
  changePassword: 'provision.change_password',
  custom: 'provision.custom',
  testConnection: 'provision.test',
  listAccounts: 'provision.list',
  accountState: 'provision.state',
  usage: 'provision.usage',
  signOn: 'provision.sso',
  registerDomain: 'domain.register',
  transferDomain: 'domain.transfer',
  renewDomain: 'domain.renew',
  domainState: 'domain.state',
  askRegistrar: 'domain.ask',
}

const READING: readonly VerbName[] = [
  'testConnection',
  'listAccounts',
  'accountState',
  'usage',
  'signOn',
  'domainState',
  'askRegistrar',
]
export const changes = (verb: VerbName): boolean => !READING.includes(verb)

const MESSAGE_VERSION = 1

export function messageOf<V extends VerbName>(verb: V, input: VerbInput[V], tools: BackendTools): string {
  const { operation, clock, deadline } = tools
  return JSON.stringify({
    type: TYPES[verb],
    version: MESSAGE_VERSION,
    timestamp: new Date(clock.now()).toISOString(),
    data: {
      operation_id: operation.id,
      attempt: operation.attempt,
      deadline: new Date(deadline).toISOString(),
      callback_url: operation.callbackUrl,
      ...detailsOf(verb, input),
    },
  })
}

/** Every property that an `Asked` can have. */
type AnyAsked = Partial<{
  account: Account
  domain: RegisteredName
  reason: string
  until: string | null
  from: VerbInput['changePackage']['from']
  password: string
  command: string
  cursor: string | null
  address: string | null
  ask: RegistrarAsk
}>

function detailsOf(verb: VerbName, input: AnyAsked): object {
  const { account, domain, reason, until, from, password, command, cursor, address, ask } = input
  return {
    ...(account && { service: serviceOf(account), client: clientOf(account.client), ...orderedOf(account) }),
    ...(domain && { domain: domainOf(domain), client: clientOf(domain.client) }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
    ...(from && account && { from: productOf(from), to: productOf(account.product) }),
    ...(command !== undefined && { command }),
    ...(cursor !== undefined && { cursor }),
    ...(address !== undefined && { ip: address }),
    ...(ask && { ask }),
    ...secretsOf(verb, account, domain, password),
  }
}

/** Secrets travel only where they are needed, all in one place. */
function secretsOf(verb: VerbName, account?: Account, domain?: RegisteredName, password?: string): object {
  if (verb === 'create') return { secrets: { password: account?.password } }
  if (verb === 'changePassword') return { secrets: { password } }
  if (verb === 'transferDomain') return { secrets: { epp_code: domain?.eppCode } }
  return {}
}

const serviceOf = (account: Account) => ({
  id: String(account.id),
  kind: account.kind,
  marker: account.marker,
  external_ref: account.remembered.external_ref ?? null,
  username: account.username,
  domain: account.domain,
  product: productOf(account.product),
  status: account.status.toLowerCase(),
})

/** The name that the receiver knows it by. */
export const productOf = ({ name, settings }: Account['product']): string => settings.plan || name

const orderedOf = ({ product, options, customFields }: Account) => ({
  params: parametersOf(product.settings.parameters ?? ''),
  options,
  custom_fields: customFields,
})

/** `name=value`, one a line. */
function parametersOf(text: string): BackendSettings {
  const pairs = text.split('\n').map((line): [string, string] => {
    const [name = '', ...value] = line.split('=')
    return [name.trim(), value.join('=').trim()]
  })
  return Object.fromEntries(pairs.filter(([name]) => name))
}

const clientOf = (client: Holder) => ({
  id: String(client.id),
  email: client.email,
  first_name: client.firstName,
  last_name: client.lastName,
  company_name: client.companyName,
  address1: client.address1,
  address2: client.address2,
  city: client.city,
  state: client.state,
  postcode: client.postcode,
  country: client.country,
  phone_number: client.phoneNumber,
})

const domainOf = (domain: RegisteredName) => ({
  id: String(domain.id),
  marker: domain.marker,
  external_ref: domain.remembered.external_ref ?? null,
  name: domain.name,
  years: domain.years,
  nameservers: domain.nameservers,
  expires_on: domain.expiresOn,
  dns_management: domain.dnsManagement,
  email_forwarding: domain.emailForwarding,
  id_protection: domain.idProtection,
  status: domain.status.toLowerCase(),
})
