import type { ToldProblem } from './problem.ts'

/** One request, wherever it goes. */
export type Asked = {
  readonly method: string
  readonly url: string
  readonly body?: unknown
  readonly ifMatch?: string | undefined
  readonly upload?: { readonly path: string; readonly mediaType: string } | undefined
  /** Where a file that is answered is put. */
  readonly out?: string | undefined
}

export type Answered = { readonly body: unknown } | { readonly file: unknown } | { readonly problem: ToldProblem }

/** The way to the API. */
export type Door = {
  ask(asked: Asked): Promise<Answered>
  /** Whether a server does there what is to be done bit by bit; without one it waits. */
  isServed(): Promise<boolean>
  close(): Promise<void>
}
