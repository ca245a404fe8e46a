import {
  type Backend,
  type BackendTools,
  CONTRACT_VERSION,
  type Verb,
  type VerbInput,
  type VerbName,
  type VerbOutput,
} from '../../panel/backend.ts'
import { done, type Outcome } from '../../panel/outcome.ts'
import * as accounts from './accounts.ts'
import { CAUSES } from './causes.ts'
import * as names from './names.ts'
import { type DemoBooks, makeDemoPanel } from './panel.ts'

const READING: readonly VerbName[] = [
  'testConnection',
  'listAccounts',
  'accountState',
  'usage',
  'signOn',
  'domainState',
  'askRegistrar',
]

/**
 * The demonstration's panel: it contacts nobody, takes its time and fails now and then, always in the same places for the
 * same seed. Nothing fails three times in a row, so that whoever retries gets there.
 */
export function makeDemopanel(options: { seed?: number } = {}) {
  const panel = makeDemoPanel(options)

  /** A verb that does `act` on the panel's books. */
  const doing =
    <V extends VerbName>(
      verb: V,
      act: (books: DemoBooks, input: VerbInput[V], tools: BackendTools) => Outcome<VerbOutput[V]>,
    ): Verb<V> =>
    (input, tools) => {
      const target = 'account' in input ? input.account : 'domain' in input ? input.domain : undefined
      const call = { verb, about: target?.marker ?? '', changes: !READING.includes(verb), request: requestOf(input) }
      return panel.call(call, tools, (books) => act(books, input, tools))
    }

  const backend: Backend = {
    contractVersion: CONTRACT_VERSION,
    name: 'demopanel',
    displayName: 'Demonstration panel',
    productSettings: [{ name: 'plan', label: 'Plan', kind: 'text' }],
    serverSettings: [
      { name: 'failures', label: 'Failures', kind: 'number', default: '10', about: 'Of a hundred calls; 0 for none' },
      {
        name: 'missingPlans',
        label: 'Missing plans',
        kind: 'text',
        about: 'Plans that it does not have, apart by commas',
      },
      { name: 'down', label: 'Down', kind: 'yesno', about: 'It answers everything with 503' },
      { name: 'refusedKey', label: 'Refused key', kind: 'text', about: 'An access key that it does not accept' },
    ],
    secrets: { fields: ['password', 'url'] },
    settleMs: 1000,
    causes: CAUSES,
    commands: [{ name: 'reboot', label: 'Restart' }],
    create: doing('create', (books, { account }, { server }) => accounts.create(books, account, server)),
    suspend: doing('suspend', (books, { account, reason }) => accounts.setState(books, account, 'suspended', reason)),
    unsuspend: doing('unsuspend', (books, { account }) => accounts.setState(books, account, 'active', '')),
    terminate: doing('terminate', (books, { account }) => accounts.setState(books, account, 'terminated', '')),
    renew: doing('renew', (books, { account }) => accounts.ifThere(books, account, 'Renewed')),
    changePackage: doing('changePackage', (books, { account }, { server }) => accounts.setPlan(books, account, server)),
    changePassword: doing('changePassword', (books, { account }) =>
      accounts.ifThere(books, account, 'Password changed'),
    ),
    custom: doing('custom', (books, { account, command }) => accounts.ifThere(books, account, `Done: ${command}`)),
    testConnection: doing('testConnection', () => done({ version: 'demonstration', repeatable: false })),
    listAccounts: doing('listAccounts', (books) => {
      const live = [...books.accounts.values()].filter(({ state }) => state !== 'terminated')
      return done({ accounts: live.map(accounts.told), next: null })
    }),
    accountState: doing('accountState', (books, { account }) => done(accounts.stateOf(books, account))),
    usage: doing('usage', (books, { account }, { clock }) => accounts.usageOf(books, account, clock.now())),
    signOn: doing('signOn', (books, { account }) => {
      const there = accounts.ifThere(books, account, '')
      return 'value' in there ? done({ url: `https://demo.invalid/session/${account.marker}`, expiresAt: null }) : there
    }),
    registerDomain: doing('registerDomain', (books, { domain }, { clock }) =>
      names.register(books, domain, clock.now()),
    ),
    transferDomain: doing('transferDomain', (books, { domain }, { clock }) =>
      names.register(books, domain, clock.now()),
    ),
    renewDomain: doing('renewDomain', (books, { domain, until }) => names.renew(books, domain, until)),
    domainState: doing('domainState', (books, { domain }) => done(names.stateOf(books, domain))),
    askRegistrar: doing('askRegistrar', (books, { domain, ask }) => names.answer(books, domain, ask)),
  }
  return { backend, panel }
}

/** As a panel would be told it, for the trace. */
function requestOf(input: object): object {
  const { account, domain, ...rest } = input as Partial<VerbInput['suspend'] & VerbInput['renewDomain']>
  return {
    ...(account && {
      username: account.username,
      domain: account.domain,
      plan: accounts.planOf(account),
      password: account.password,
    }),
    ...(domain && { name: domain.name, years: domain.years, nameservers: domain.nameservers }),
    ...rest,
  }
}
