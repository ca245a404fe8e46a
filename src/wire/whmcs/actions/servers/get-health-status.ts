import { may } from '../../../../access/actor.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { flag } from '../../parameters.ts'

type Check = { name: string; body: string }

/** Section 6.5 of the reference, which leaves the body open. The form of `checks` is our guess (QUIRKS.md). */
export const getHealthStatus = action({
  name: 'GetHealthStatus',
  reads: true,
  permission: 'system.read',
  about: 'What is well and what needs a person',
  partial: 'The documents do not print the body; `checks` is ours',
  parameters: { fetchStatus: flag('Accepted; every answer has the checks') },
  async answer(call) {
    // The credentials of this very call were read from the database.
    const success: Check[] = [{ name: 'Database', body: 'The database answers' }]
    const warning: Check[] = []
    const waiting = await moduleQueueCheck(call)
    if (waiting) (waiting.isWell ? success : warning).push(waiting.check)
    return { checks: { success, warning, danger: [] } }
  },
})

async function moduleQueueCheck({ actor, domain }: WhmcsCall) {
  if (!may(actor, 'provisioning.read')) return undefined
  const waiting = await domain.moduleQueue.count(actor, { attention: true })
  const body = waiting === 0 ? 'Nothing waits for a person' : `Waiting for a person: ${waiting}`
  return { isWell: waiting === 0, check: { name: 'Module Queue', body } }
}
