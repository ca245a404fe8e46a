import type { Attempt } from '../../provisioning/operations/operation.ts'
import type { TraceEntry } from '../../provisioning/panel/trace.ts'
import type { QueueEntry } from '../../provisioning/queue/queue-entry.ts'
import { LONGEST_NOTES } from '../project-details.ts'

type Instant = (instant: number) => string

/** What a person needs who looks into a failed module action: the panel's words, ours, and what was said to whom. */
export function describeEntry(entry: QueueEntry, attempts: readonly Attempt[], format: Instant): string {
  const facts = [
    `Module queue entry ${entry.id}: ${entry.action} of ${entry.serviceType} ${entry.serviceId} by ${entry.module}`,
    `Failed (${entry.failureClass}), last on ${format(entry.lastAttemptAt)}, retries: ${entry.retries}`,
    '',
    entry.lastError,
    ...(entry.explanation === '' ? [] : ['', entry.explanation]),
  ]
  const traces = attempts.flatMap((attempt, index) => describeAttempt(attempt, index + 1, format))
  const text = [...facts, ...traces].join('\n').replaceAll('\0', '')
  return text.length <= LONGEST_NOTES ? text : `${text.slice(0, LONGEST_NOTES - 20)}\n… (cut)`
}

function describeAttempt({ looked, startedAt, said, trace }: Attempt, number: number, format: Instant): string[] {
  const what = looked ? 'looked whether it was done' : 'tried'
  return ['', `Attempt ${number}, ${format(startedAt)}: ${what}`, said, ...trace.map(describeCall)]
}

const SHOWN = 2000

const describeCall = ({ method, url, request, status, reason, end, answer, durationMs }: TraceEntry): string =>
  [
    `> ${method} ${url}`,
    ...(request === '' ? [] : [cut(request)]),
    `< ${status === null ? end : `${status} ${reason}`} (${durationMs} ms)`,
    ...(answer === '' ? [] : [cut(answer)]),
  ].join('\n')

const cut = (text: string): string =>
  text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}… (${text.length} characters in all)`
