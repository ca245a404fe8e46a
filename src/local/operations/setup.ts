import * as z from 'zod'
import { applySetup } from '../../apply/apply.ts'
import { exportSetup as exportOf, setupText } from '../../apply/export.ts'
import { localOperation } from '../operation.ts'

export const apply = localOperation(
  z.object({
    text: z.string(),
    /** The values that the text names; the caller's environment, not the server's. */
    environment: z.record(z.string(), z.string()).default({}),
    dryRun: z.boolean().default(false),
  }),
  async (provisor, { text, environment, dryRun }) => ({
    ...(await applySetup(provisor, text, { environment, dryRun })),
    dryRun,
  }),
)

export const exportSetup = localOperation(z.object({}), async (provisor) => {
  const exported = await exportOf(provisor)
  return { setup: exported.setup, text: setupText(exported) }
})
