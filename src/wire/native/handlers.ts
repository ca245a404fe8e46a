import type { Handler } from './handler.ts'
import { apiHandlers } from './handlers/api.ts'
import { laneHandlers } from './handlers/lanes.ts'
import { moduleQueueHandlers } from './handlers/module-queue.ts'
import { serviceHandlers } from './handlers/services.ts'

/** How every operation of the contract is answered. */
export const HANDLERS: readonly Handler[] = [
  ...apiHandlers,
  ...serviceHandlers,
  ...moduleQueueHandlers,
  ...laneHandlers,
]
