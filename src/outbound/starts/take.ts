import type { StartCall } from './start.ts'

export type TakeRequest = { limit: number; waitMs: number; signal?: AbortSignal | undefined }

/** One turn of one start. */
export type Taken = { readonly id: number; readonly turn: number }

export type TakenStart = Taken & {
  readonly reference: string
  readonly instanceId: string
  readonly call: StartCall
  readonly applicationName: string | null
}
