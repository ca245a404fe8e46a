import type { SealedEvent } from '../events/store.ts'

/** The specification asks for less than 20 kB. */
const MOST_BYTES = 20_000

type TheTold = Pick<SealedEvent, 'kind' | 'at' | 'position' | 'subject' | 'subjectId' | 'clientId' | 'changes'>

/**
 * What is told of an event: that it was, and of which record. What the record is now, the receiver asks for, with rights
 * of its own.
 */
export function messageOf({ kind, at, position, subject, subjectId, clientId, changes }: TheTold): string {
  const tell = (changed: readonly string[]) =>
    JSON.stringify({
      type: kind,
      timestamp: new Date(at).toISOString(),
      data: { position, subject, subjectId, clientId, changed },
    })
  const whole = tell(Object.keys(changes))
  return Buffer.byteLength(whole) < MOST_BYTES ? whole : tell([])
}
