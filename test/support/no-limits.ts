import type { ConnectionLimits } from '../../src/wire/connections/connections.ts'

export const NO_LIMITS: ConnectionLimits = { total: 0, perAddress: 0, headMs: 0, bytesPerSecond: 0 }
