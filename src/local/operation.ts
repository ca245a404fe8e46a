import type { z } from 'zod'
import type { Opened } from '../open.ts'

/**
 * Something that the owner of the data folder may ask for without credentials: in this process, or of the running
 * server. Parameters and result are what JSON can say.
 */
export type Operation<Params = never, Result = unknown> = {
  readonly params: z.ZodType<Params>
  run(provisor: Opened, params: Params): Promise<Result>
}

export const operation = <Params, Result>(
  params: z.ZodType<Params>,
  run: (provisor: Opened, params: Params) => Promise<Result>,
): Operation<Params, Result> => ({ params, run })
