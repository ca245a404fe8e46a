import type { Actor } from '../../access/actor.ts'
import type { Credential } from '../../access/credentials/credential.ts'
import type { Permission } from '../../access/permissions.ts'
import type { StaffMember } from '../../access/staff/staff-member.ts'
import type { Refusal } from '../../base/refusal.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Domain } from '../../domain.ts'
import type { Fields, Tree } from '../codec/tree.ts'
import type { ListPath } from './codec/streaming.ts'
import type { Parameters, Values } from './parameters.ts'

/** One admitted request, as an action sees it. */
export type WhmcsCall = {
  readonly actor: Actor
  /** Null for the owner of the data folder. */
  readonly staff: StaffMember | null
  readonly credential: Credential | null
  readonly domain: Domain
  readonly wallClock: WallClock
  /** The instant of the request. */
  readonly now: number
  /** Numbers that the documents print in quotes: text, or numbers for a credential that asked for native ones. */
  readonly quoted: (value: number) => string | number
  /** What the client sent under this name, as sent: some answers repeat it. */
  readonly echo: (name: string) => string | undefined
  /** The same of an id: text as sent, or a number for a credential that asked for native ones. '' when not sent. */
  readonly echoId: (name: string) => string | number
  /** Told to the caller beside the answer: what was sent, is documented for this action, and was not used. */
  readonly passOver: (field: string) => void
}

/** An answer with a list too long to hold: the fields before it, where it stands, and its rows in batches. */
export type LongAnswer = { readonly before: Fields; readonly path: ListPath; readonly rows: AsyncIterable<Tree[]> }

export type WhmcsAnswer = Fields | LongAnswer

export const isLong = (answer: WhmcsAnswer): answer is LongAnswer =>
  'rows' in answer && typeof answer.rows === 'object' && answer.rows !== null && Symbol.asyncIterator in answer.rows

/** One remote action. The registry of these feeds the router, the compatibility table and the sandbox. */
export type WhmcsAction<P extends Parameters = Parameters> = {
  /** As documented; matched without case. */
  readonly name: string
  /** Reading actions answer XML where no `responsetype` is given, the others NVP. */
  readonly reads: boolean
  readonly permission: Permission
  readonly about: string
  /** What is missing, when something is. */
  readonly partial?: string
  readonly parameters: P
  /** The documented words for a refusal, by its code. Others speak for themselves. */
  readonly refusals?: Readonly<Record<string, string | ((refusal: Refusal) => string | undefined)>>
  /** The parameter behind a field that a verb refuses, where the two have different names. */
  readonly fields?: Readonly<Record<string, string>>
  /** The fields of the answer without `result`, which the router puts first. */
  answer(call: WhmcsCall, values: Values<P>): Promise<WhmcsAnswer>
}

/** Keeps the parameter types of `answer` while the registry holds actions of all kinds. */
export const action = <P extends Parameters>(definition: WhmcsAction<P>): WhmcsAction =>
  definition as unknown as WhmcsAction
