import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { COMMAND_NAMES, giveCommand } from '../../provisioning/named-command.ts'
import { SERVICE_TYPES } from '../../services/service-type.ts'
import { localOperation } from '../operation.ts'

export const moduleCommand = localOperation(
  z.object({
    command: z.enum(COMMAND_NAMES),
    type: z.enum(SERVICE_TYPES),
    id: z.number().int().positive(),
    reason: z.string().optional(),
    password: z.string().optional(),
    name: z.string().optional(),
    years: z.number().int().optional(),
    eppCode: z.string().optional(),
  }),
  async ({ domain }, { command, type, id, ...details }) => {
    await giveCommand(domain.modules, SYSTEM, { type, id }, command, details)
    return { command, type, id }
  },
)
