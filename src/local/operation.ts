import type { z } from 'zod'
import type { Opened } from '../open.ts'

/**
 * Something that the owner of the data folder may ask for without credentials: in this process, or of the running
 * server. Parameters and result are what JSON can say.
 */
export type LocalOperation<Params = never, Result = unknown> = {
  readonly params: z.ZodType<Params>
  run(provisor: Opened, params: Params): Promise<Result>
}

export const localOperation = <Params, Result>(
  params: z.ZodType<Params>,
  run: (provisor: Opened, params: Params) => Promise<Result>,
): LocalOperation<Params, Result> => ({ params, run })
