import { EVENT_KINDS } from '../../src/events/kinds/all.ts'
import { READ_RIGHTS } from '../../src/events/kinds/rights.ts'
import { type EventKind, type EventNoun, nounOf } from '../../src/events/kinds.ts'
import { messageOf } from '../../src/webhooks/message.ts'
import examples from './event-examples.json' with { type: 'json' }

/** Every kind of event, from the registry that the code is checked against. */
export function generate(): Record<string, string> {
  return { 'docs/events.md': page(Object.keys(EVENT_KINDS) as EventKind[]) }
}

function page(kinds: readonly EventKind[]): string {
  const nouns = [...Map.groupBy(kinds, nounOf)].sort(([a], [b]) => (a < b ? -1 : 1))
  return `# Events

Whatever changes something writes an event in the same transaction: the activity log, the history of a service and all that
follows from one thing for another read them. An event has a kind, the number of what it is about, the client whose activity
shows it, who did it and from where, one line for people, and what changed, field by field. Secrets never stand in it.

A kind is \`noun.verb_in_past\`, and \`noun.part_verb_in_past\` where a part of the noun was meant. The noun is what the event is
about; where there is only one of it, the number is 0. Kinds keep their names: a program may rely on them. A name may come
to stand beside them, so a program passes over what it does not know.

Events are sealed into a chain of hashes; \`provisor check\` verifies it, and a row that is changed or missing is named.

They are listed and followed at \`GET /api/v1/events\` ([Following events](api.md#following-events)). Each noun below names
the right that is asked for; who has none of them hears nothing. The example of each is what a [webhook](webhooks.md) is sent;
\`changed\` names the fields that are others than before.
${nouns.map(section).join('')}
This page is made from [src/events/kinds](../src/events/kinds) (\`npm run generate\`).
`
}

/** Of these each person sees a part (src/feed/seen.ts). */
const PARTLY = new Set<EventNoun>([
  ...(['project', 'action', 'topic', 'project_file', 'time_log', 'timesheet_week', 'saved_view'] as const),
])

const section = ([noun, kinds]: [EventNoun, EventKind[]]): string => `
## ${noun}

Read by who has \`${READ_RIGHTS[noun]}\`${PARTLY.has(noun) ? ', as far as they see the record' : ''}.

| kind | |
|---|---|
${kinds.map((kind) => `| \`${kind}\` | ${EVENT_KINDS[kind]} |`).join('\n')}

\`\`\`json
${kinds.map(exampleOf).join('\n')}
\`\`\`
`

/** As it came once, with numbers and an instant of our own. A new kind needs its line in event-examples.json. */
function exampleOf(kind: EventKind): string {
  const { subjectId, clientId, changed } = examples[kind]
  const changes = Object.fromEntries(changed.map((field) => [field, [null, null] as const]))
  const told = { kind, at: Date.UTC(2026, 0, 1, 10), position: 4711, subject: nounOf(kind) }
  return messageOf({ ...told, subjectId, clientId, changes })
}
