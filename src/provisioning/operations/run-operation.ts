import { inSpan, tracing } from '../../base/measuring/tracing.ts'
import type { GuardedHttp } from '../../guarded-http/guarded-http.ts'
import type { Job } from '../../jobs/job.ts'
import type { Hold } from '../../jobs/worker.ts'
import type { ProvisioningParts } from '../parts.ts'
import { attempt, type Outside } from './attempt.ts'
import { countTurn } from './attempt-counts.ts'
import { type Finding, finish, jobTurn } from './finish.ts'
import { type Prepared, prepare } from './prepare.ts'

export type TurnParts = ProvisioningParts & { http: GuardedHttp } & Pick<Outside, 'time' | 'callbackUrl'>

/**
 * One turn of a job: the request is read again, the panel is asked, and what came of it is written down together with the end
 * of the turn. Killed anywhere between, the next turn finds that the panel was being asked and looks before it repeats.
 * Stopped before the panel knows of it, it is as if the turn had not been.
 */
export function makeTurn(parts: TurnParts) {
  const { transaction, http, clock, policy, time, installation, callbackUrl, reports } = parts

  async function giveBack({ operation: { id }, before }: Prepared, job: Job, hold: Hold): Promise<void> {
    await transaction(async (tx) => {
      const operation = await tx.operations.lock(id)
      if (operation?.jobId === job.id && (await hold.giveBack(tx))) await tx.operations.update(id, before, tx.at)
    })
  }

  return async (job: Job, signal: AbortSignal, hold: Hold): Promise<void> => {
    if (hold.isStopping()) return void (await transaction(hold.giveBack))
    const prepared = await transaction((tx) => prepare(tx, parts, job))
    if (prepared && hold.isStopping()) return giveBack(prepared, job, hold)
    if (prepared) {
      const { serviceType, serviceId, id } = prepared.operation
      const ask = () =>
        attempt(prepared, {
          ...{ http, clock, policy, signal, installation, callbackUrl },
          ...(time && { time }),
          remember: (facts) =>
            transaction(async ({ operations }) => {
              const known = await operations.memory(serviceType, serviceId)
              await operations.remember(serviceType, serviceId, { ...known, ...facts })
            }),
        })
      const { finding, attempts } = await (tracing() ? inAttempt(prepared, ask) : ask())
      if (signal.aborted && isNothing(finding, prepared)) return giveBack(prepared, job, hold)
      await transaction((tx) => finish(tx, parts, jobTurn(tx, parts, job), id, finding, attempts))
      countTurn(finding, prepared.looks ? 0 : prepared.operation.tries)
    }
    reports.tell((job.payload as { operation: number }).operation)
  }
}

/** The panel was not asked to change anything, or looking told nothing. */
const isNothing = (finding: Finding, { looks }: Prepared): boolean =>
  looks ? finding.is === 'open' : finding.is === 'failed' && finding.failure.class === 'transient'

type Attempted = ReturnType<typeof attempt>

const inAttempt = ({ operation, server, verb, looks }: Prepared, ask: () => Attempted): Attempted =>
  inSpan(
    `attempt ${verb}`,
    { operation: operation.id, action: operation.action, module: operation.module, server: server.id, looks },
    async (span) => {
      const attempted = await ask()
      const { finding } = attempted
      span?.note({ outcome: finding.is === 'failed' ? finding.failure.class : finding.is })
      return attempted
    },
  )
