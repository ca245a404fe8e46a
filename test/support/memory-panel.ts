import type { AccountState, Backend, Verb } from '../../src/provisioning/panel/backend.ts'
import {
  alreadySo,
  done,
  type Failed,
  failed,
  type Nothing,
  type Outcome,
} from '../../src/provisioning/panel/outcome.ts'

type Held = { username: string; domain: string; package: string; suspended: boolean; marker: string; password: string }

/** How the next call goes wrong. `acted`: the panel does it, and the answer is lost. */
type Fault = Failed | 'acted' | 'lost'

export const down = (text = 'connect ECONNREFUSED 192.0.2.11:2087') =>
  failed('transient', text, { cause: 'no answer: refused' })

/** A panel that lives in the test, with a module named `demopanel` that speaks to it. */
export function makeMemoryPanel() {
  const accounts = new Map<string, Held>()
  const calls: string[] = []
  /** Failures of the next calls, whatever they are; and of every call, as long as it is set. */
  const faults: Fault[] = []
  const panel = {
    accounts,
    calls,
    faults,
    always: undefined as Fault | undefined,
    /** Asked before each changing call; the call waits for it. */
    gate: undefined as Promise<void> | undefined,
    packages: new Set<string>(['', 'gold', 'silver']),
  }

  const unknown = () =>
    failed('unknown', 'socket hang up', { cause: 'no answer: reset', explanation: 'The panel may have done it.' })

  function changing<
    V extends 'create' | 'suspend' | 'unsuspend' | 'terminate' | 'changePackage' | 'changePassword' | 'custom',
  >(name: V, work: (asked: Parameters<Verb<V>>[0]) => Outcome<Nothing>): Verb<V> {
    return (async (asked: Parameters<Verb<V>>[0]) => {
      calls.push(`${name} ${asked.account.username}`)
      await panel.gate
      const fault = faults.shift() ?? panel.always
      if (fault === 'acted') {
        work(asked)
        return unknown()
      }
      if (fault === 'lost') return unknown()
      return fault ?? work(asked)
    }) as Verb<V>
  }

  const existing = (username: string, work: (held: Held) => Outcome<Nothing>): Outcome<Nothing> => {
    const held = accounts.get(username)
    return held ? work(held) : failed('conflict', `There is no account ${username}`, { cause: 'no such account' })
  }

  const backend: Backend = {
    contractVersion: 1,
    name: 'demopanel',
    displayName: 'Memory panel',
    productSettings: [{ name: 'package', label: 'Package', kind: 'text' }],
    serverSettings: [],
    secrets: {},
    settleMs: 60_000,
    commands: [{ name: 'reboot', label: 'Reboot' }],
    create: changing('create', ({ account }) => {
      const wanted = account.product.settings.package ?? ''
      if (!panel.packages.has(wanted))
        return failed('configuration', `Package ${wanted} not found on server for ${account.username}`, {
          cause: `unknown package ${wanted}`,
        })
      const held = accounts.get(account.username)
      if (held?.marker === account.marker) return alreadySo({}, 'It is there already')
      if (held) return failed('conflict', `User ${account.username} exists`, { cause: 'exists already' })
      const { username, domain, marker, password } = account
      accounts.set(username, { username, domain, marker, password, package: wanted, suspended: false })
      return done({}, 'Account Creation Ok')
    }),
    suspend: changing('suspend', ({ account }) =>
      existing(account.username, (held) => {
        held.suspended = true
        return done({}, 'OK')
      }),
    ),
    unsuspend: changing('unsuspend', ({ account }) =>
      existing(account.username, (held) => {
        if (!held.suspended) return alreadySo({}, 'It is not suspended')
        held.suspended = false
        return done({}, 'OK')
      }),
    ),
    terminate: changing('terminate', ({ account }) => {
      if (!accounts.delete(account.username)) return alreadySo({}, 'It is gone')
      return done({}, 'OK')
    }),
    changePackage: changing('changePackage', ({ account }) =>
      existing(account.username, (held) => {
        held.package = account.product.settings.package ?? ''
        return done({})
      }),
    ),
    changePassword: changing('changePassword', ({ account, password }) =>
      existing(account.username, (held) => {
        held.password = password
        return done({})
      }),
    ),
    custom: changing('custom', () => done({}, 'Rebooted')),
    async accountState({ account }): Promise<Outcome<AccountState>> {
      calls.push(`look ${account.username}`)
      if (panel.always && panel.always !== 'acted' && panel.always !== 'lost') return panel.always
      const held = accounts.get(account.username)
      const shown = { username: account.username, domain: account.domain, package: '', suspensionReason: '' }
      if (!held) return done({ ...shown, state: 'absent', differs: [] })
      return done({
        ...shown,
        package: held.package,
        state: held.suspended ? 'suspended' : 'active',
        differs: [
          ...(held.marker === account.marker ? [] : ['marker']),
          ...(held.package === (account.product.settings.package ?? '') ? [] : ['package']),
        ],
      })
    },
  }
  return { ...panel, panel, backend }
}
