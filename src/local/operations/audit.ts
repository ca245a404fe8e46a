import * as z from 'zod'
import { localOperation } from '../operation.ts'

/** A place of the activity log to be kept elsewhere. */
export const auditAnchor = localOperation(z.object({}), async ({ domain }) => ({
  anchor: await domain.access.sealer.anchor(),
}))

export const auditVerify = localOperation(
  z.object({ anchors: z.array(z.string().max(1000)).max(100_000) }),
  async ({ domain }, { anchors }) => {
    const { sealer } = domain.access
    await sealer.settle()
    return sealer.verify(anchors)
  },
)
