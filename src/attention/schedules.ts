import type { Schedule } from '../duties/schedules.ts'
import { type AttentionItem, byHand } from './item.ts'

/** Schedules that are late or fail; each is one matter, whichever it is. */
export const scheduleItems = (schedules: readonly Schedule[]): AttentionItem[] =>
  schedules.flatMap((schedule) => {
    const { name, fault, failingSince, lateSince } = schedule
    if (failingSince === null && lateSince === null) return []
    return [
      {
        id: `schedule:${name}`,
        kind: 'schedule' as const,
        count: 1,
        title: failingSince === null ? `${name} is late` : `${name} fails`,
        explanation: failingSince === null ? whyLate(schedule) : `${fault}. It is tried again by itself.`,
        class: null,
        since: failingSince ?? lateSince!,
        last: lateSince ?? schedule.endedAt ?? failingSince!,
        fix: fixOf(schedule),
      },
    ]
  })

/** A run by hand waits for the one that hangs. */
const fixOf = ({ name, running, holder, lateSince }: Schedule): AttentionItem['fix'] =>
  running && lateSince !== null
    ? byHand(`Start ${holder} again`, 'another node goes on with it, or the same one')
    : {
        label: 'Run it now',
        effect: 'a node begins it at once',
        asks: [],
        call: { operation: 'schedules.run', params: { name }, body: {} },
        after: [],
      }

const whyLate = ({ running, holder }: Schedule): string =>
  running ? `${holder} has begun it, and it does not end there.` : 'It is due, and no node has begun it.'
