import type { GuardedHttp } from '../guarded-http/guarded-http.ts'
import type { Job } from '../jobs/job.ts'
import { act, type Outside } from './act.ts'
import { begin } from './begin.ts'
import { conclude, turnOf } from './conclude.ts'
import type { ProvisioningParts } from './parts.ts'

export type TurnParts = ProvisioningParts & { http: GuardedHttp } & Pick<Outside, 'time' | 'callbackUrl'>

/**
 * One turn of a job: the wish is read again, the panel is asked, and what came of it is written down together with the end
 * of the turn. Killed anywhere between, the next turn finds that the panel was being asked and looks before it repeats.
 */
export function makeTurn(parts: TurnParts) {
  const { within, http, clock, policy, time, installation, callbackUrl, reports } = parts
  return async (job: Job, signal: AbortSignal): Promise<void> => {
    const begun = await within((s) => begin(s, parts, job))
    if (begun) {
      const { serviceType, serviceId, id } = begun.operation
      const { finding, attempts } = await act(begun, {
        ...{ http, clock, policy, signal, installation, callbackUrl },
        ...(time && { time }),
        remember: (facts) =>
          within(async ({ operations }) => {
            const known = await operations.memory(serviceType, serviceId)
            await operations.remember(serviceType, serviceId, { ...known, ...facts })
          }),
      })
      await within((s) => conclude(s, parts, turnOf(s, parts, job), id, finding, attempts))
    }
    reports.tell((job.payload as { operation: number }).operation)
  }
}
