import type * as z from 'zod'
import type { Actor } from '../../access/actor.ts'
import type { Permission } from '../../access/permissions.ts'
import type { Domain, VersionedNoun } from '../../domain.ts'

/** One admitted call of a tool. */
export type ToolCall = { readonly actor: Actor; readonly domain: Domain; readonly now: number }

/** A line for people, and the same for programs. */
export type Answer<Data> = { readonly text: string; readonly data: Data }

/** A record as a preview saw it. In the state of a preview, as `seen`, it has to be so still when that is committed. */
export type SeenRecord = { readonly noun: VersionedNoun; readonly id: number; readonly version: number }

type Told = {
  /** `noun_verb`; assistants and the activity log know it by this, so it stays. */
  readonly name: string
  readonly title: string
  readonly description: string
  /** All of these; who lacks one is not told of the tool. */
  readonly needs: readonly Permission[]
}

/** How what it does can be taken: by assistants that ask people before, and by those that do not. */
export type Effect = {
  /** Takes something away, or cannot be taken back. */
  readonly destructive: boolean
  /** Told twice it is done once. */
  readonly idempotent: boolean
  /** Somebody outside sees it: a panel is asked, a client gets a text. */
  readonly openWorld: boolean
}

/** A preview: `state` is what the first step hands to the second, sealed, and how long that is good. */
type Previewed<Data, State> = Answer<Data> & { readonly state: State; readonly expiresAt: number }

/** A tool, without the types of its own. */
export type Tool = Told & {
  readonly input: z.ZodObject
  readonly output: z.ZodObject
  /** Undefined of those that change nothing. */
  readonly effect?: Effect
  /** The tool that takes the token of a preview, where that is another one; it takes nothing else. */
  readonly before?: string
  run?(call: ToolCall, input: never): Promise<Answer<object>>
  preview?(call: ToolCall, input: never): Promise<Previewed<object, unknown>>
  commit?(call: ToolCall, input: never, state: never): Promise<Answer<object>>
}

type Typed<I extends z.ZodObject, O extends z.ZodObject> = Told & { readonly input: I; readonly output: O }
type Run<I extends z.ZodObject, O extends z.ZodObject> = (
  call: ToolCall,
  input: z.output<I>,
) => Promise<Answer<z.input<O>>>
type Preview<I extends z.ZodObject, O extends z.ZodObject, State> = (
  call: ToolCall,
  input: z.output<I>,
) => Promise<Previewed<z.input<O>, State>>
type Commit<I extends z.ZodObject, O extends z.ZodObject, State> = (
  call: ToolCall,
  input: z.output<I>,
  state: State,
) => Promise<Answer<z.input<O>>>

/** It changes nothing. */
export const reads = <I extends z.ZodObject, O extends z.ZodObject>(
  tool: Typed<I, O> & { readonly run: Run<I, O> },
): Tool => tool

/** It changes something at once, and that can be taken back by another tool. */
export const changes = <I extends z.ZodObject, O extends z.ZodObject>(
  tool: Typed<I, O> & { readonly effect: Effect; readonly run: Run<I, O> },
): Tool => tool

/**
 * It is asked twice with the same arguments: at first it says what it would do and gives a token, and with the token it
 * does exactly that, once.
 */
export const twoSteps = <I extends z.ZodObject, O extends z.ZodObject, State>(
  tool: Typed<I, O> & {
    readonly effect: Effect
    readonly preview: Preview<I, O, State>
    readonly commit: Commit<I, O, State>
  },
): Tool => tool

/** The first step, where it has a tool of its own. */
export const previews = <I extends z.ZodObject, O extends z.ZodObject, State>(
  tool: Typed<I, O> & { readonly effect: Effect; readonly before: string; readonly preview: Preview<I, O, State> },
): Tool => tool

/** The second step of such: it takes the token alone. */
export const commits = <I extends z.ZodObject, O extends z.ZodObject, State>(
  tool: Typed<I, O> & { readonly effect: Effect; readonly commit: Commit<I, O, State> },
): Tool => tool
