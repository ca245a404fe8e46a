import type { FailureClass } from '../provisioning/panel/outcome.ts'
import type { Fix } from '../provisioning/queue/fixes.ts'

export const ATTENTION_KINDS = [
  'cause',
  'lane',
  'worker',
  'scheduler',
  'brake',
  'disk',
  'key',
  'schedule',
  'webhook',
  'hold',
] as const

/** One thing that a person should look at, and what mends it. Instants are milliseconds. */
export type AttentionItem = {
  /** The same as long as it is the same matter. */
  id: string
  kind: (typeof ATTENTION_KINDS)[number]
  /** How many entries, starts or commands it is about. */
  count: number
  /** What is wrong, with its subject. */
  title: string
  explanation: string
  /** Of causes and the brake. */
  class: FailureClass | null
  since: number
  /** When it last happened. */
  last: number
  fix: Fix
}

/** What is left to a person at the machine. */
export const byHand = (label: string, effect: string): Fix => ({ label, effect, asks: [], call: null, after: [] })
