import type { EventKind } from './kinds.ts'
import type { Happened } from './reactions.ts'

/** Events that are a line in the log as well, for who watches over the server, and what is said of them there. */
const TOLD = {
  'staff.signed_in': 'signed in',
  'credential.signed_in': 'signed in',
  'outbound_account.signed_in': 'signed in',
  'outbound_service.signed_in': 'signed in',
  'ban.created': 'address banned',
  'ban.lifted': 'ban lifted',
  'lane.paused': 'lane paused',
  'lane.probed': 'lane probed',
  'lane.resumed': 'lane resumed',
  'service.provisioning_failed': 'module action failed',
  'addon.provisioning_failed': 'module action failed',
  'domain.provisioning_failed': 'module action failed',
  'server.provisioning_held': 'module actions need a person',
  'module.provisioning_held': 'module actions need a person',
} as const satisfies Partial<Record<EventKind, string>>

export const TOLD_KINDS = Object.keys(TOLD) as (keyof typeof TOLD)[]

/** Panels are verbose. */
const LONGEST = 300

/** Of an event of `TOLD_KINDS`: the line, and what it is about, of which there may be many more. */
export function lineOf(happened: Happened): { about: string; facts: Record<string, unknown>; message: string } {
  const { kind, subject, subjectId, address, actorKind, actorName, description, changes } = happened
  const after = Object.fromEntries(Object.entries(changes).map(([name, [, value]]) => [name, value]))
  const { held, server } = after
  return {
    about: typeof server === 'number' ? `${kind} server ${server}` : `${kind} ${subjectId}`,
    facts: {
      event: kind,
      address,
      identity: `${actorKind} ${actorName}`,
      [subject]: subjectId,
      ...after,
      text: description.slice(0, LONGEST),
    },
    message: held === true ? 'module action held' : TOLD[kind as keyof typeof TOLD],
  }
}
