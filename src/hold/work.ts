/** What may wait in an installation that is held, by the word that people use for it, with the kinds of its lanes. */
export const WORK = {
  module_actions: ['provisioning'],
  starts: ['outbound.http', 'outbound.worker', 'outbound.demonstration'],
  mails: ['mail'],
  messages: ['webhook'],
  bulk_actions: ['bulk'],
} as const

export type WorkKind = keyof typeof WORK
export const WORKS = Object.keys(WORK) as WorkKind[]

export type WaitingWork = {
  work: WorkKind
  count: number
  /** When the oldest of it was enqueued. */
  oldest: number
}

export function workOf(byKind: readonly { kind: string; count: number; oldest: number }[]): WaitingWork[] {
  return WORKS.flatMap((work) => {
    const found = byKind.filter(({ kind }) => (WORK[work] as readonly string[]).includes(kind))
    if (found.length === 0) return []
    const count = found.reduce((sum, one) => sum + one.count, 0)
    return [{ work, count, oldest: Math.min(...found.map(({ oldest }) => oldest)) }]
  })
}
