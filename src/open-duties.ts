import type { SessionLimits } from './access/sessions/session.ts'
import { makeSessionPruning } from './access/sessions/session-pruning.ts'
import type { LoginLimits } from './access/sign-in/attempt-limits.ts'
import { makeAttemptPruning } from './access/sign-in/attempt-pruning.ts'
import type { Clock } from './base/clock.ts'
import type { Transaction } from './base/transaction.ts'
import type { WallClock } from './base/wall-clock.ts'
import type { Config } from './config.ts'
import type { Domain } from './domain.ts'
import type { Duty } from './duties/duty.ts'
import type { Files } from './files/files.ts'
import type { makeJanitor } from './jobs/janitor.ts'
import { makeBackupDuty } from './local/backup-duty.ts'
import { makeExpiring } from './projects/actions/expiring.ts'
import { makeTallyFolding } from './provisioning/queue/fold-tallies.ts'
import { makeFolding } from './statistics/folding.ts'
import type { Stores } from './storage/stores.ts'

type Parts = {
  read: Stores
  transaction: Transaction<Stores>
  clock: Clock
  wallClock: WallClock
  config: Config
  isHeld: () => boolean
  domain: Domain
  files: Files
  limits: LoginLimits
  sessionLimits: SessionLimits
  janitor: Pick<ReturnType<typeof makeJanitor>, 'prune'>
  pruneOperations: Duty['run']
}

const SECOND_MS = 1000
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000

/** All that one node does for all, at its times. */
export function dutiesOf({ domain, config, isHeld, clock, wallClock, files, ...parts }: Parts): Duty[] {
  const stores = { read: parts.read, transaction: parts.transaction }
  const { idempotency, sealer } = domain.access
  const keep = {
    minuteMs: config.keepStatisticsHours * HOUR_MS,
    hourMs: config.keepStatisticsDays * DAY_MS,
    dayMs: config.keepStatisticsMonths * 30 * DAY_MS,
  }
  const pruneMails = domain.notices.mails.prune(config.keepMailsDays * DAY_MS)
  const pruneDeliveries = domain.webhooks.deliveries.prune(config.keepDeliveriesDays * DAY_MS)
  const pruneBulk = domain.bulk.prune(config.keepSettledDays * DAY_MS)
  const duties: Duty[] = [
    every(HOUR_MS, 'prune-sign-ins', 'Removes old guesses and bans', makeAttemptPruning(stores, parts.limits)),
    every(HOUR_MS, 'prune-idempotency', 'Removes answers kept for repeated requests', idempotency.prune),
    every(HOUR_MS, 'prune-sessions', 'Removes sessions that are over', makeSessionPruning(stores, parts.sessionLimits)),
    every(HOUR_MS, 'prune-sign-on-tokens', 'Removes links of the portal that are over', domain.signOnTokens.prune),
    every(HOUR_MS, 'prune-operations', 'Removes old module actions and what panels were asked', parts.pruneOperations),
    every(HOUR_MS, 'prune-mails', 'Removes mails that ended long ago', pruneMails),
    every(HOUR_MS, 'prune-deliveries', 'Removes old messages to webhooks', pruneDeliveries),
    every(HOUR_MS, 'prune-bulk-actions', 'Removes old bulk actions, and previews that nobody committed', pruneBulk),
    every(MINUTE_MS, 'prune-jobs', 'Removes jobs that ended long ago, and old purges', parts.janitor.prune),
    every(HOUR_MS, 'fold-statistics', 'Puts old counts together to longer steps', makeFolding({ ...stores, keep })),
    every(MINUTE_MS, 'fold-tallies', 'Puts the counts of the module queue together', makeTallyFolding(stores)),
    every(10 * SECOND_MS, 'tell-notices', 'Writes mails of what is new, and digests', domain.notices.tell),
    every(MINUTE_MS, 'sweep-files', 'Removes bytes of files that nobody needs', (stopping) =>
      files.sweep(undefined, stopping),
    ),
    {
      ...every(
        HOUR_MS,
        'tell-expiring',
        'Tells of actions that are about to finish',
        makeExpiring({ ...stores, clock, wallClock }).tell,
      ),
      atOnce: true,
    },
  ]
  if (config.backupTo !== '')
    duties.push({
      name: 'create-backup',
      description: 'Makes a backup and removes old ones',
      times: { dailyAt: config.backupAt },
      run: makeBackupDuty({ ...stores, config, isHeld }),
    })
  if (config.keepEventsDays > 0)
    duties.push(
      every(HOUR_MS, 'prune-activity', 'Removes what is old from the activity log', (stopping) =>
        sealer.prune(clock.now() - config.keepEventsDays * DAY_MS, stopping),
      ),
    )
  return duties
}

const every = (everyMs: number, name: string, description: string, run: Duty['run']): Duty => ({
  ...{ name, description, times: { everyMs }, run },
})
