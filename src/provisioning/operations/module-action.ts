import type { DomainTransition } from '../../services/domains/domain-status.ts'
import type { ServiceType } from '../../services/service-type.ts'
import type { ServiceTransition } from '../../services/status.ts'
import type { VerbName } from '../panel/backend.ts'

/** The verbs of people and faces, with the backend's verb and the step that the item takes when it is done. */
type ModuleActionKind = {
  verb: VerbName
  /** Null where the item stays in its status. */
  transition: ServiceTransition | DomainTransition | null
  of: readonly ServiceType[]
  /** Brings into being what all others act on, so until it is there nothing else is to be done about the item. */
  makes?: true
}

const ACCOUNTS = ['service', 'addon'] as const

/** By the name under which the module queue shows it (section 4.2 of the reference). */
export const MODULE_ACTIONS = {
  CreateAccount: { verb: 'create', transition: 'activate', of: ACCOUNTS, makes: true },
  SuspendAccount: { verb: 'suspend', transition: 'suspend', of: ACCOUNTS },
  UnsuspendAccount: { verb: 'unsuspend', transition: 'unsuspend', of: ACCOUNTS },
  TerminateAccount: { verb: 'terminate', transition: 'terminate', of: ACCOUNTS },
  ChangePackage: { verb: 'changePackage', transition: null, of: ACCOUNTS },
  ChangePassword: { verb: 'changePassword', transition: null, of: ACCOUNTS },
  Renew: { verb: 'renew', transition: null, of: ACCOUNTS },
  Custom: { verb: 'custom', transition: null, of: ACCOUNTS },
  RegisterDomain: { verb: 'registerDomain', transition: 'activate', of: ['domain'], makes: true },
  TransferDomain: { verb: 'transferDomain', transition: 'activate', of: ['domain'], makes: true },
  RenewDomain: { verb: 'renewDomain', transition: 'renew', of: ['domain'] },
} as const satisfies Record<string, ModuleActionKind>

export type ActionName = keyof typeof MODULE_ACTIONS

/** As they are written in the queue and by people: without regard to case. */
export const actionNamed = (name: string): ActionName | undefined =>
  (Object.keys(MODULE_ACTIONS) as ActionName[]).find((known) => known.toLowerCase() === name.toLowerCase())
