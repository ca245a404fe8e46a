import { Refusal } from '../base/refusal.ts'
import type { FailureClass } from './panel/outcome.ts'

/** Facts are named beside each. */
export type ProvisioningRefusalCode =
  /** `serviceType` and `id`. */
  | 'no_module'
  /** `module`. */
  | 'module_not_found'
  /** `module` and `verb`, or `command`. */
  | 'module_cannot'
  /** `operation`: it is on its way, and nobody knows yet how it ends. */
  | 'still_going_on'
  /** `operation`: its lane stands still. */
  | 'waits'
  /** `operation`: something newer was wanted meanwhile. */
  | 'superseded'
  /** `why`: the caller is not who it says, or says nothing that ends the operation. */
  | 'callback_refused'
  /** `entry`: its service is gone, or nobody knows the action. */
  | 'not_retryable'
  /** `most`. */
  | 'too_many_notes'
  /** `note`: it is of somebody else. */
  | 'not_owner'
  /** `server`: it is in maintenance, or failed again and again. */
  | 'left_alone'
  /** `failureClass` and `explanation`; the message is the panel's own words. */
  | 'look_failed'

export class ProvisioningRefused extends Refusal {
  declare readonly code: ProvisioningRefusalCode

  constructor(code: ProvisioningRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}

/** Where neither panel nor registrar said a word. */
export const NO_REASON = 'The module gave no reason'

/** The panel said no, or nothing. The message is its own words; what becomes of the action stands in the module queue. */
export class ModuleFailed extends Refusal {
  declare readonly code: 'module_failed'
  declare readonly facts: {
    readonly operation: number
    readonly failureClass: FailureClass
    readonly explanation: string
  }

  constructor(text: string, facts: ModuleFailed['facts']) {
    super('module_failed', text || NO_REASON, facts)
  }
}
