import { signIns } from '../../access/sign-in/sign-in-counts.ts'
import type { DatabaseLoad } from '../../base/measuring/database-load.ts'
import { bulkItems } from '../../bulk/item-counts.ts'
import { mailAttempts } from '../../notices/mail/attempt-counts.ts'
import { moduleRetries, moduleTurns } from '../../provisioning/operations/attempt-counts.ts'
import { panelCalls } from '../../provisioning/panel/call-counts.ts'
import { webhookAttempts } from '../../webhooks/attempt-counts.ts'
import type { Family } from './family.ts'
import type { RequestDurations } from './request-durations.ts'

/** What this process knows of itself, without asking anybody. */
export type ProcessNow = {
  readonly requests: RequestDurations
  readonly connections: { open(): number; readonly endings: ReadonlyMap<string, number> }
  readonly load: () => DatabaseLoad
  readonly isHeld: () => boolean
}

/** Counters begin anew with the process. */
export const PROCESS_FAMILIES: readonly Family<ProcessNow>[] = [
  {
    name: 'provisor_http_request_duration_seconds',
    help: 'Requests by face and HTTP status, from arrival to the last byte of the answer',
    type: 'histogram',
    labels: ['face', 'status'],
    of: ({ requests }) => requests.all(),
  },
  {
    name: 'provisor_held',
    help: '1 while the installation is held: nothing leaves it',
    type: 'gauge',
    labels: [],
    of: ({ isHeld }) => [[[], isHeld() ? 1 : 0]],
  },
  {
    name: 'provisor_connections',
    help: 'Connections that are open',
    type: 'gauge',
    labels: [],
    of: ({ connections }) => [[[], connections.open()]],
  },
  {
    name: 'provisor_connections_cut_total',
    help: 'Connections that were refused, or that this process ended, by the reason',
    type: 'counter',
    labels: ['why'],
    of: ({ connections }) => [...connections.endings].map(([why, times]) => [[why], times] as const),
  },
  {
    name: 'provisor_sign_ins_total',
    help: 'Sign-ins that were looked at, or held up by a ban, by what was shown; what was right a moment ago is remembered and is none',
    type: 'counter',
    labels: ['method', 'outcome'],
    of: () => Object.entries(signIns).flatMap(([method, { all }]) => byWord(all, method)),
  },
  {
    name: 'provisor_module_turns_total',
    help: 'Turns of module actions by how they ended: done, the class of their failure, or looked at again (open, underway, undone)',
    type: 'counter',
    labels: ['outcome'],
    of: () => byWord(moduleTurns.all),
  },
  {
    name: 'provisor_module_retries_total',
    help: 'Turns of module actions that tried what had been tried before',
    type: 'counter',
    labels: [],
    of: () => [[[], moduleRetries.all.retries]],
  },
  {
    name: 'provisor_panel_calls_total',
    help: 'Calls of panels by server and what came back: refused is a status from 400 on, failed one from 500 on',
    type: 'counter',
    labels: ['server', 'outcome'],
    of: () => [...panelCalls.all()].flatMap(([server, { ends }]) => byWord(ends.all, server)),
  },
  {
    name: 'provisor_panel_call_duration_seconds',
    help: 'How long calls of panels took',
    type: 'histogram',
    labels: ['server'],
    of: () => [...panelCalls.all()].map(([server, { durations }]) => [[server], durations.now()] as const),
  },
  {
    name: 'provisor_webhook_attempts_total',
    help: 'Attempts to deliver messages to webhooks',
    type: 'counter',
    labels: ['outcome'],
    of: () => byWord(webhookAttempts.all),
  },
  {
    name: 'provisor_mail_attempts_total',
    help: 'Attempts to send mails: later is tried again',
    type: 'counter',
    labels: ['outcome'],
    of: () => byWord(mailAttempts.all),
  },
  {
    name: 'provisor_bulk_items_total',
    help: 'Items of bulk actions that ended',
    type: 'counter',
    labels: ['outcome'],
    of: () => byWord(bulkItems.all),
  },
  {
    name: 'provisor_database_connections',
    help: 'Connections that the database pool may hold; the embedded database has one writer',
    type: 'gauge',
    labels: [],
    of: ({ load }) => [[[], load().size]],
  },
  {
    name: 'provisor_database_connections_in_use',
    help: 'Connections of the pool that somebody has',
    type: 'gauge',
    labels: [],
    of: ({ load }) => [[[], load().inUse]],
  },
  {
    name: 'provisor_database_waiting',
    help: 'Who waits for a connection',
    type: 'gauge',
    labels: [],
    of: ({ load }) => [[[], load().waiting]],
  },
  {
    name: 'provisor_database_longest_wait_seconds',
    help: 'The longest that a transaction waited to begin, in the last one to two minutes',
    type: 'gauge',
    labels: [],
    of: ({ load }) => [[[], load().longestWaitMs / 1000]],
  },
]

const byWord = (counts: Readonly<Record<string, number>>, ...before: string[]) =>
  Object.entries(counts).map(([word, times]) => [[...before, word], times] as const)
