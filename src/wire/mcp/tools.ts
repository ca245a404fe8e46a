import type { Tool } from './tool.ts'
import { attentionTools } from './tools/attention.ts'
import { bulkTools } from './tools/bulk.ts'
import { clientTools } from './tools/clients.ts'
import { laneTools } from './tools/lanes.ts'
import { outboundTools } from './tools/outbound.ts'
import { queueTools } from './tools/queue.ts'
import { serviceTools } from './tools/services.ts'
import { ticketTools } from './tools/tickets.ts'
import { timesheetTools } from './tools/timesheet.ts'

/** Every tool, in the order in which they are listed. */
export const TOOLS: readonly Tool[] = [
  ...attentionTools,
  ...queueTools,
  ...laneTools,
  ...serviceTools,
  ...clientTools,
  ...outboundTools,
  ...ticketTools,
  ...timesheetTools,
  ...bulkTools,
]
