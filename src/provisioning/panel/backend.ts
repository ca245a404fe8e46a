import type { CalendarDate } from '../../base/calendar.ts'
import type { Clock } from '../../base/clock.ts'
import type { Account, RegisteredName } from './account.ts'
import type { DeclaredCause } from './causes.ts'
import type { SecretNames } from './mask.ts'
import type { Nothing, Outcome } from './outcome.ts'
import type { PanelHttp } from './panel-http.ts'
import type { RegistrarAnswer, RegistrarAsk } from './registrar-ask.ts'
import type { PanelServer } from './server.ts'
import type { BackendSettings, SettingDefinition } from './settings.ts'
import type { TracedCall } from './trace.ts'

export const CONTRACT_VERSION = 1

/** What is asked for, by verb. */
export type VerbInput = {
  create: { account: Account }
  suspend: { account: Account; reason: string }
  unsuspend: { account: Account }
  terminate: { account: Account }
  /** It was paid for again. Most panels have no use for it. */
  renew: { account: Account; until: CalendarDate | null }
  /** The account has the new product already; `from` is what it had. */
  changePackage: { account: Account; from: { name: string; settings: BackendSettings } }
  /** The account has its present password; `password` is the new one. */
  changePassword: { account: Account; password: string }
  /** One of the backend's own `commands`. */
  custom: { account: Account; command: string }
  testConnection: Nothing
  /** `cursor` is what the page before gave as `next`. */
  listAccounts: { cursor: string | null }
  accountState: { account: Account }
  usage: { account: Account }
  /** `address` is that of the browser which is going to use the link, where it is known. */
  signOn: { account: Account; address: string | null }
  registerDomain: { domain: RegisteredName }
  transferDomain: { domain: RegisteredName }
  /** What a registrar tells or changes about a name, at once: none of it makes a name or ends one. */
  askRegistrar: { domain: RegisteredName; ask: RegistrarAsk }
  /** `until` is the day to which it is renewed: a panel that has that day already has done it. */
  renewDomain: { domain: RegisteredName; until: CalendarDate | null }
  domainState: { domain: RegisteredName }
}

/** What comes back, by verb. */
export type VerbOutput = {
  create: Created
  suspend: Nothing
  unsuspend: Nothing
  terminate: Nothing
  renew: Nothing
  changePackage: Nothing
  changePassword: Nothing
  custom: Nothing
  testConnection: PanelConnection
  listAccounts: { accounts: readonly AccountState[]; next: string | null }
  accountState: AccountState
  usage: Usage
  signOn: SignOn
  registerDomain: Registered
  transferDomain: Registered
  renewDomain: Registered
  domainState: DomainState
  askRegistrar: RegistrarAnswer
}

export type VerbName = keyof VerbInput
export type Verb<V extends VerbName> = (input: VerbInput[V], tools: BackendTools) => Promise<Outcome<VerbOutput[V]>>

/** What the panel made, where it differs from what we asked for. What is undefined stays as it is. */
export type Created = {
  username?: string
  domain?: string
  dedicatedIp?: string
  nameservers?: readonly string[]
}

/** Enough to judge whether an account is the one we meant. */
export type AccountState = {
  /** `pending`: the panel is at work on it, and will be one of the others. */
  state: 'active' | 'suspended' | 'pending' | 'terminated' | 'absent'
  username: string
  domain: string
  /** The panel's name for the product; empty when it tells none. */
  package: string
  suspensionReason: string
  /**
   * In what it differs from the account that was asked for: `marker`, `owner`, `domain`, `package` … Empty when it is ours
   * as far as the panel can tell. Lists of accounts leave it empty.
   */
  differs: readonly string[]
}

/** The panel has no such account. */
export const absent = ({ username, domain }: Pick<Account, 'username' | 'domain'>): AccountState => ({
  state: 'absent',
  username,
  domain,
  package: '',
  suspensionReason: '',
  differs: [],
})

export type DomainState = {
  state: 'active' | 'pending' | 'absent'
  expiresOn: CalendarDate | null
  differs: readonly string[]
}

export type Registered = { expiresOn?: CalendarDate }

/** Null where the panel sets no limit, or does not tell. */
export type Usage = {
  diskUsedMb: number
  diskLimitMb: number | null
  bandwidthUsedMb: number
  bandwidthLimitMb: number | null
}

/** `expiresAt` is an instant. */
export type SignOn = { url: string; expiresAt: number | null }

export type PanelConnection = {
  version: string
  /** The panel answers a repeated operation with what it answered before, so that repeating is always harmless. */
  repeatable: boolean
}

/** What is done now. A retry is another attempt of the same operation. */
export type OperationRef = {
  id: string
  /** From 1. */
  attempt: number
  /** Where a panel that takes its time may report the end; null when there is no such address. */
  callbackUrl: string | null
}

/** All that a verb may touch of the outside. */
export type BackendTools = {
  readonly server: PanelServer
  readonly http: PanelHttp
  readonly operation: OperationRef
  readonly clock: Clock
  /** Aborted when the time is up or nobody wants the outcome any more. */
  readonly signal: AbortSignal
  /** The instant at which the time is up. */
  readonly deadline: number
  /** Waits, unless the signal comes first. */
  pause(ms: number): Promise<void>
  /**
   * Says that from here on the panel may be different, whatever happens next. `http` says it by itself; a backend that
   * acts in another way must.
   */
  acting(): void
  /** Writes a call down that did not go through `http`. */
  note(call: TracedCall): void
  /**
   * Keeps facts about the account, such as the panel's id for it, before the next step: they are `remembered` at every
   * later call, also when this one never ends. Adds to what is remembered already.
   */
  remember(facts: BackendSettings): Promise<void>
}

/** A panel tells by itself how an operation ended. The exact bytes of the body, header names in lower case. */
export type Callback = { headers: Readonly<Record<string, string | readonly string[] | undefined>>; body: string }

type CallbackRefusal = 'headers' | 'timestamp' | 'signature' | 'operation'

/** For panels that call back. Nobody else says who may: what `check` lets pass is believed. */
export type CallbackReader = {
  /** Answers the callback's own id, the same when it is sent again, or why it is not believed. */
  check(
    callback: Callback,
    about: { operationId: string; server: PanelServer; now: number },
  ): { id: string } | { refused: CallbackRefusal }
  /** Undefined when it says no end. */
  read<V extends VerbName>(
    callback: Callback,
    about: { verb: V; input: VerbInput[V]; now: number },
  ): { outcome: Outcome<VerbOutput[V]>; remember: BackendSettings } | undefined
}

/** One panel, as data and functions. A verb that the panel does not have is left out. */
export type Backend = {
  contractVersion: typeof CONTRACT_VERSION
  /** The module's system name: lower case letters and digits, such as `cpanel`. */
  name: string
  displayName: string
  /** In the order of `configoption1` to `configoption24`. */
  productSettings: readonly SettingDefinition[]
  /** Beyond the fields that every server has. */
  serverSettings: readonly SettingDefinition[]
  secrets: SecretNames
  /** How long one action may take, in milliseconds, where it is not the usual time. */
  limits?: Readonly<Partial<Record<VerbName, number>>>
  /** How long the panel may be at work after an answer was lost: until then, looking tells nothing. */
  settleMs: number
  /** The causes that its failures name, beyond those that every module has; others go by their class. */
  causes?: readonly DeclaredCause[]
  /** What `custom` can do. */
  commands?: readonly { name: string; label: string }[]
  /** Where it is left out, the panel is given no address to call back. */
  callbacks?: CallbackReader
  /** A user name that the panel accepts, always the same for the same marker and try. */
  proposeUsername?(account: Pick<Account, 'marker' | 'domain'>, attempt: number): string
} & { readonly [V in VerbName]?: Verb<V> }
