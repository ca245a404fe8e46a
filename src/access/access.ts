import type { Clock } from '../base/clock.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import { hmacKey } from '../base/secrets/secrets.ts'
import type { Transaction } from '../base/transaction.ts'
import { makeChange, makeVersionedCache } from '../base/versioned-cache.ts'
import { makeSealer } from '../events/sealer.ts'
import { makeActivity } from './activity.ts'
import { makeAddressRules } from './bans/address-rules.ts'
import { makeAllowedAddresses } from './bans/allowed-addresses.ts'
import { makeBans } from './bans/bans.ts'
import { makeAccessKey } from './credentials/access-key.ts'
import { makeCredentials } from './credentials/credentials.ts'
import { makeMissingActions } from './credentials/missing-actions.ts'
import { makeOwnTokens } from './credentials/own-tokens.ts'
import { makePasswordTexts } from './credentials/password-texts.ts'
import { makeGate } from './gate.ts'
import { makeIdempotency } from './idempotency/idempotency.ts'
import type { Refusals } from './refusals/refusals.ts'
import { makeSavedViews } from './saved-views/saved-views.ts'
import { makeChallenges } from './second-factor/challenges.ts'
import { makeOneTimeCodes } from './second-factor/one-time-codes.ts'
import { makeOwnFactors } from './second-factor/own-factors.ts'
import { makePasskeyChecks } from './second-factor/passkeys.ts'
import { makeRecoveryCodes } from './second-factor/recovery-codes.ts'
import { makeAdmitSession } from './sessions/admit-session.ts'
import type { SessionLimits } from './sessions/session.ts'
import { makeSessions } from './sessions/sessions.ts'
import { makeSignIn } from './sessions/sign-in.ts'
import type { LoginLimits } from './sign-in/attempt-limits.ts'
import { makeAttempts } from './sign-in/attempts.ts'
import { makeAuthenticate } from './sign-in/authenticate.ts'
import type { Passwords } from './sign-in/passwords.ts'
import { makeProve } from './sign-in/prove.ts'
import type { SignOnProvider, SignOnSettings } from './sign-on/provider.ts'
import { makeSignOn } from './sign-on/sign-on.ts'
import { makeRoles } from './staff/roles.ts'
import { makeStaff } from './staff/staff.ts'
import type { AccessStores } from './store.ts'
import { makeToolCalls } from './tool-calls.ts'

export type AccessParts = {
  read: AccessStores
  transaction: Transaction<AccessStores>
  clock: Clock
  passwords: Passwords
  limits: LoginLimits
  sessionLimits: SessionLimits
  /** An identity provider, where one is set up. */
  signOn?: { settings: SignOnSettings; provider: SignOnProvider } | undefined
  secrets: SecretBox
  refusals: Refusals
  /** Digests API secrets and the access key; what is stored is useless without it. */
  digestKey: Buffer
  /** Seals the activity log. */
  chainKey: Buffer
  /** Whether this is one, where newcomers try things out on one machine. */
  demonstration: boolean
  /** Whether a caller from loopback sits at this machine, as `trustsLoopback` says. */
  trustsLoopback: boolean
}

/** Who may do what, and what was done. */
export function makeAccess(parts: AccessParts) {
  const { read, transaction, clock, passwords, limits, digestKey, chainKey, refusals } = parts
  const memory = makeVersionedCache({ readVersion: () => read.access.version(), clock })
  const change = makeChange(transaction, (tx) => tx.access.moveVersion(), memory)
  const rules = makeAddressRules({ ...parts, memory })
  const attempts = makeAttempts({ read, transaction, memory, rules, limits, digestKey, refusals })
  const gate = makeGate({ rules, attempts, refusals })
  const sealer = makeSealer({ read, transaction, key: chainKey })
  const prove = makeProve(attempts)
  const factors = {
    codes: makeOneTimeCodes(parts),
    recovery: makeRecoveryCodes(digestKey),
    challenges: makeChallenges(digestKey),
  }
  const passkeys = makePasskeyChecks({ challenges: factors.challenges, now: clock.now })
  const session = { read, transaction, clock, memory, attempts, passwords, digestKey, limits: parts.sessionLimits }
  return {
    roles: makeRoles({ read, change }),
    staff: makeStaff({ read, change, passwords, prove }),
    signIn: makeSignIn({ ...session, ...factors, passkeys }),
    signOn: makeSignOn({ ...session, change, signOn: parts.signOn }),
    sessions: { ...makeSessions({ read, change, now: clock.now }), ...makeAdmitSession(session) },
    secondFactors: makeOwnFactors({ read, change, prove, ...factors, passkeys }),
    credentials: makeCredentials({ read, change, digestKey }),
    ownTokens: makeOwnTokens({ read, change, digestKey, lastSignedIn: attempts.lastSignedIn }),
    allowedAddresses: makeAllowedAddresses({ read, change }),
    bans: makeBans({ read, change, clock }),
    accessKey: makeAccessKey({ change, digestKey }),
    authentication: {
      ...makeAuthenticate({ read, clock, memory, attempts, passwords, digestKey }),
      ...gate,
    },
    idempotency: makeIdempotency({ read, transaction, clock, secrets: parts.secrets, digestKey }),
    savedViews: makeSavedViews({ read, transaction }),
    attempts,
    refusals,
    passwordTexts: makePasswordTexts(hmacKey(digestKey, 'password texts')),
    missingActions: makeMissingActions({ read, transaction }),
    activity: makeActivity({ read, transaction, sealer }),
    toolCalls: makeToolCalls({ transaction }),
    sealer,
  }
}

export type Access = ReturnType<typeof makeAccess>
