import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { makeAnswering } from '../../wire/mcp/answering.ts'
import { localOperation } from '../operation.ts'

/** One message to the tools of assistants, for the owner of the data folder or as a member of staff. */
export const mcpMessage = localOperation(
  z.object({ message: z.unknown(), headers: z.record(z.string(), z.string()), as: z.string().optional() }),
  async (provisor, { message, headers, as }) => {
    const { authentication } = provisor.domain.access
    const actor = as === undefined ? SYSTEM : (await authentication.asStaff(SYSTEM, as)).actor
    const signal = new AbortController().signal
    return makeAnswering(provisor)({ actor, headers, message, signal, refused: () => {} })
  },
)
