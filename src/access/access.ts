import type { Clock } from '../base/clock.ts'
import type { Within } from '../base/transaction.ts'
import { makeChange, makeMemory } from '../base/versioned-cache.ts'
import { makeSealer } from '../events/sealer.ts'
import { makeAccessKey } from './access-key.ts'
import { makeActivity } from './activity.ts'
import { makeAddressRules } from './address-rules.ts'
import { makeAllowedAddresses } from './allowed-addresses.ts'
import type { LoginLimits } from './attempt-limits.ts'
import { makeAttempts } from './attempts.ts'
import { makeAuthenticate } from './authenticate.ts'
import { makeBans } from './bans.ts'
import { makeCredentials } from './credentials.ts'
import { makeGate } from './gate.ts'
import { makeMissingActions } from './missing-actions.ts'
import type { Passwords } from './passwords.ts'
import { makeRoles } from './roles.ts'
import { makeStaff } from './staff.ts'
import type { AccessStores } from './store.ts'

export type AccessParts = {
  read: AccessStores
  within: Within<AccessStores>
  clock: Clock
  passwords: Passwords
  limits: LoginLimits
  /** Digests API secrets and the access key; what is stored is useless without it. */
  digestKey: Buffer
  /** Whether this is one, where newcomers try things out on one machine. */
  demonstration: boolean
  /** Whether a caller from loopback sits at this machine, as `trustsLoopback` says. */
  trustsLoopback: boolean
}

/** Who may do what, and what was done. */
export function makeAccess(parts: AccessParts) {
  const { read, within, clock, passwords, limits, digestKey } = parts
  const memory = makeMemory({ readVersion: () => read.access.version(), clock })
  const change = makeChange(within, (s) => s.access.moveVersion(), memory)
  const rules = makeAddressRules({ ...parts, memory })
  const attempts = makeAttempts({ read, within, memory, rules, limits, digestKey })
  const gate = makeGate({ rules, attempts })
  const sealer = makeSealer({ read, within })
  return {
    roles: makeRoles({ read, change }),
    staff: makeStaff({ read, change, passwords }),
    credentials: makeCredentials({ read, change, digestKey }),
    allowedAddresses: makeAllowedAddresses({ read, change }),
    bans: makeBans({ read, change, clock }),
    accessKey: makeAccessKey({ change, digestKey }),
    authentication: {
      ...makeAuthenticate({ read, clock, memory, attempts, passwords, digestKey }),
      ...gate,
    },
    attempts,
    missingActions: makeMissingActions({ read, within }),
    activity: makeActivity({ read, within, sealer }),
    sealer,
  }
}

export type Access = ReturnType<typeof makeAccess>
