import { makeInterval } from '../base/interval.ts'
import type { BackgroundWork } from '../base/stopping.ts'
import { trimMarksEnd } from '../base/text/trim.ts'
import { makeGuardedHttp } from '../guarded-http/guarded-http.ts'
import type { WorkerParts } from '../jobs/worker.ts'
import { backendsOf } from './backends.ts'
import { makeLaneChangesDue } from './lanes/lane-changes.ts'
import { makeLaneCommands } from './lanes/lane-commands.ts'
import { type Keeping, makePruning } from './operations/pruning.ts'
import { makeReports } from './operations/reports.ts'
import { type PolicySettings, policyOf } from './operations/retry-policy.ts'
import { makeProvisioningWorker } from './operations/worker.ts'
import { makeRegistry } from './panel/registry.ts'
import type { ProvisioningParts } from './parts.ts'

type Setup = Omit<ProvisioningParts, 'registry' | 'policy' | 'reports'> & {
  /** Where the operator's own executables lie. */
  commandFolder: string
  settings: PolicySettings
  keep: Keeping
  /** Addresses inside that panels may have. */
  allow: readonly string[]
  /** While it is so, no panel is asked. */
  isHeld: () => boolean
  /** Under which panels reach us; empty when they do not. */
  publicUrl: string
  /** Unique among the processes that run now; the same after a restart. */
  name: string
  onFault: WorkerParts['onFault']
}

/** How soon a server that is back from maintenance is noticed. */
const SYNC_MS = 5000
/** How late a scheduled change may come. */
const CHANGES_MS = 1000

/** The tools of the verbs, and what carries module actions out in this process. */
export function openProvisioning(setup: Setup) {
  const { commandFolder, settings, keep, allow, isHeld, publicUrl, name, onFault, ...given } = setup
  let working = false
  const tools = {
    queue: given.queue,
    installation: given.installation,
    registry: makeRegistry(backendsOf({ commandFolder, isHeld })),
    policy: policyOf(settings),
    reports: makeReports(),
    http: makeGuardedHttp({ allow, isHeld }),
    /** Whether this process carries module actions out. */
    works: () => working && !isHeld(),
  }
  const parts = { ...given, ...tools }
  const callbackUrl =
    publicUrl === '' ? undefined : (name: string) => `${trimMarksEnd(publicUrl, '/')}/callbacks/${name}`
  const worker = makeProvisioningWorker({ ...parts, callbackUrl }, { name, onFault })
  const changes = makeInterval(makeLaneChangesDue(parts))
  const sync = makeInterval(makeLaneCommands(parts).sync)

  const background: BackgroundWork = {
    name: 'module actions',
    async start() {
      await worker.start()
      sync.start(SYNC_MS, onFault)
      changes.start(CHANGES_MS, onFault, { atOnce: true })
      working = true
    },
    async halt() {
      working = false
      await worker.halt()
    },
    async stop(limit) {
      working = false
      await sync.stop()
      await changes.stop()
      await worker.stop(limit)
    },
  }
  return { tools, background, prune: makePruning(given, keep) }
}
