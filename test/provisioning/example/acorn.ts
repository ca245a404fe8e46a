import * as z from 'zod'
import type { Account } from '../../../src/provisioning/panel/account.ts'
import {
  type AccountState,
  absent,
  type Backend,
  type BackendTools,
  CONTRACT_VERSION,
} from '../../../src/provisioning/panel/backend.ts'
import { alreadySo, done, failed, isFailed, outcomeOf } from '../../../src/provisioning/panel/outcome.ts'
import { baseUrl, restPanel } from '../../../src/provisioning/panel/rest-panel.ts'
import { HTTP_SERVER_SETTINGS } from '../../../src/provisioning/panel/settings.ts'

const Said = z.object({ message: z.string() })
const Status = z.object({ version: z.string() })
const Tree = z.object({ id: z.number(), name: z.string(), domain: z.string(), plan: z.string(), frozen: z.string() })

const api = restPanel({
  base: (server) => `${baseUrl(server, { secure: 443, plain: 80 })}/v1`,
  headers: ({ accessHash }) => ({ authorization: `Bearer ${accessHash}` }),
  words: (body) => Said.safeParse(body).data?.message,
  rules: [
    { words: /name is taken/, class: 'conflict', cause: 'name taken', field: 'username' },
    { words: /no plan “(?<what>.*)”/, class: 'configuration', cause: 'unknown plan' },
    { words: /not a domain/, class: 'permanent', cause: 'invalid domain', field: 'domain' },
  ],
})

/** The panel has room for a label, and finds by it: ours is the marker. */
const find = async (account: Account, tools: BackendTools) =>
  (await api(tools).get(`/trees?label=${encodeURIComponent(account.marker)}`, z.array(Tree)))[0]

async function change(account: Account, tools: BackendTools, changes: object) {
  const tree = await find(account, tools)
  if (!tree) return failed('permanent', 'It is not on this server', { cause: 'account absent' })
  await api(tools).patch(`/trees/${tree.id}`, changes)
  return done({})
}

const stateOf = ({ name, domain, plan, frozen }: z.infer<typeof Tree>, wanted = plan): AccountState => ({
  state: frozen === '' ? 'active' : 'suspended',
  username: name,
  domain,
  package: plan,
  suspensionReason: frozen,
  differs: plan === wanted ? [] : ['package'],
})

export const acorn: Backend = {
  contractVersion: CONTRACT_VERSION,
  name: 'acorn',
  displayName: 'Acorn',
  productSettings: [{ name: 'plan', label: 'Plan', kind: 'text' }],
  serverSettings: HTTP_SERVER_SETTINGS,
  secrets: { fields: ['password'] },
  settleMs: 10_000,
  async create({ account }, tools) {
    const { username: name, domain, password, marker: label, product } = account
    const planted = await outcomeOf(
      api(tools).post('/trees', { name, domain, password, label, plan: product.settings.plan }),
    )
    if (!isFailed(planted)) return done({})
    return planted.cause === 'name taken' && (await find(account, tools)) ? alreadySo({}, planted.text) : planted
  },
  suspend: ({ account, reason }, tools) => change(account, tools, { frozen: reason || 'Suspended' }),
  unsuspend: ({ account }, tools) => change(account, tools, { frozen: '' }),
  changePackage: ({ account }, tools) => change(account, tools, { plan: account.product.settings.plan }),
  changePassword: ({ account, password }, tools) => change(account, tools, { password }),
  async terminate({ account }, tools) {
    const tree = await find(account, tools)
    if (tree) await api(tools).delete(`/trees/${tree.id}`)
    return tree ? done({}) : alreadySo({})
  },
  testConnection: async (_, tools) => done({ ...(await api(tools).get('/status', Status)), repeatable: false }),
  async accountState({ account }, tools) {
    const tree = await find(account, tools)
    return done(tree ? stateOf(tree, account.product.settings.plan) : absent(account))
  },
}
