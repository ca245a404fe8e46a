import { action } from '../action.ts'
import { flag } from '../parameters.ts'

/** Section 6.5 of the reference, which leaves the body open: one list of checks, as monitors want it. */
export const getHealthStatus = action({
  name: 'GetHealthStatus',
  group: 'System',
  reads: true,
  permission: 'system.read',
  about: 'What is well and what is not',
  parameters: { fetchStatus: flag('Accepted; every answer has the status') },
  async answer({ domain, actor }) {
    const { success, warning, danger } = await domain.health(actor)
    return { checks: { success, warning, danger } }
  },
})
