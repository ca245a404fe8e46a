import type { CalendarDate } from '../../src/base/calendar.ts'
import { type Account, type Holder, markerOf, type RegisteredName } from '../../src/provisioning/panel/account.ts'
import type { Backend } from '../../src/provisioning/panel/backend.ts'
import type { Time } from '../../src/provisioning/panel/run-action.ts'
import type { PanelServer } from '../../src/provisioning/panel/server.ts'
import { productSettings } from '../../src/provisioning/panel/settings.ts'

const INSTALLATION = 'prov1a2b'

const CLIENT: Holder = {
  id: 7,
  email: 'jane@example.com',
  firstName: 'Jane',
  lastName: 'Doe',
  companyName: '',
  address1: '1 Example Road',
  address2: '',
  city: 'London',
  state: 'London',
  postcode: 'SW1A 1AA',
  country: 'GB',
  phoneNumber: '+44.2079460000',
}

/** Service number `id` of the product `plan`, as it is before it exists anywhere. */
export function accountOf(backend: Backend, id: number, plan: string, changes: Partial<Account> = {}): Account {
  const marker = markerOf(INSTALLATION, 'service', id)
  const domain = `site-${id}.example.com`
  return {
    kind: 'service',
    id,
    marker,
    status: 'Pending',
    client: CLIENT,
    remembered: {},
    username: backend.proposeUsername?.({ marker, domain }, 1) ?? `user${id}`,
    password: `Pa55-word_${id}/äöü&x`,
    domain,
    product: productOf(backend, plan),
    options: {},
    customFields: {},
    ...changes,
  }
}

/** Its first setting names the package, as everywhere. */
export const productOf = (backend: Backend, plan: string): Account['product'] => ({
  name: `Product ${plan}`,
  settings: productSettings(backend.productSettings, [plan]),
})

export const nameOf = (id: number, changes: Partial<RegisteredName> = {}): RegisteredName => ({
  kind: 'domain',
  id,
  marker: markerOf(INSTALLATION, 'domain', id),
  status: 'Pending',
  client: CLIENT,
  remembered: {},
  name: `name-${id}.example`,
  years: 1,
  nameservers: ['ns1.example.net', 'ns2.example.net'],
  eppCode: `epp-C0de-${id}`,
  expiresOn: '2026-03-01' as CalendarDate,
  dnsManagement: false,
  emailForwarding: false,
  idProtection: false,
  ...changes,
})

export const serverOf = (changes: Partial<PanelServer>): PanelServer => ({
  id: 1,
  name: 'Ceres',
  hostname: '127.0.0.1',
  ipAddress: '127.0.0.1',
  username: 'root',
  password: '',
  accessHash: '',
  secure: false,
  port: null,
  settings: {},
  nameservers: [],
  ...changes,
})

/** Time that passes when the test says so: pauses take none, limits are reached by `run out`. */
export function handTime(): Time & { readonly pauses: readonly number[]; runOut(): void } {
  const pauses: number[] = []
  const limits = new Set<() => void>()
  return {
    pauses,
    async pause(ms, signal) {
      signal.throwIfAborted()
      pauses.push(ms)
    },
    after(_ms, then) {
      limits.add(then)
      return () => limits.delete(then)
    },
    runOut() {
      for (const reached of limits) reached()
    },
  }
}
