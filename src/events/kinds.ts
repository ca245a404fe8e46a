import type { EVENT_KINDS } from './kinds/all.ts'

/**
 * Whatever the product records, as `noun.verb_in_past` or `noun.part_verb_in_past`. The kinds and what each means stand in
 * `kinds/`, by room. They are sealed into the chain and told to strangers, so a kind is for ever; one that must end stays
 * in the logs that have it, and a new one gets a new name.
 */
export type EventKind = keyof typeof EVENT_KINDS

/** What a kind is about: the subject of its events. What holds for all events of a noun is a record by this type. */
export type EventNoun = NounOf<EventKind>

type NounOf<Kind extends string> = Kind extends `${infer Noun}.${string}` ? Noun : never

/** All that is recorded of one noun, or of some. */
export type KindOf<Noun extends EventNoun> = Extract<EventKind, `${Noun}.${string}`>

export const nounOf = <Kind extends EventKind>(kind: Kind): NounOf<Kind> =>
  kind.slice(0, kind.indexOf('.')) as NounOf<Kind>

/** Nouns whose records each belong to a client: an event that does not say which is missing from the client's activity. */
type ClientsNoun = 'client' | 'contact' | 'service' | 'addon' | 'domain' | 'order'

export type ClientsKind = KindOf<ClientsNoun>
export type OtherKind = Exclude<EventKind, ClientsKind>

/** For people: `stock taken`. */
export const verbOf = (kind: EventKind): string => kind.slice(kind.indexOf('.') + 1).replaceAll('_', ' ')
