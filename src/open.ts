import { createHash } from 'node:crypto'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { trustsLoopback } from './access/loopback.ts'
import { makeAttemptPruning } from './access/sign-in/attempt-pruning.ts'
import { makePasswords } from './access/sign-in/passwords.ts'
import { type Clock, systemClock } from './base/clock.ts'
import { makeHousekeeping } from './base/housekeeping.ts'
import { randomToken } from './base/ids.ts'
import type { Log } from './base/log.ts'
import { fingerprint, hmacKey, loadSecretKey, openSecretBox } from './base/secrets.ts'
import { trimMarksEnd } from './base/text/trim.ts'
import { makeWallClock } from './base/wall-clock.ts'
import type { Config } from './config.ts'
import { type Domain, type DomainParts, makeDomain } from './domain.ts'
import { reacting } from './events/reactions.ts'
import { openFiles } from './files/open-files.ts'
import { makeGuardedHttp } from './guarded-http/guarded-http.ts'
import { makeJanitor } from './jobs/janitor.ts'
import type { Job } from './jobs/job.ts'
import { makeQueue } from './jobs/make-queue.ts'
import { makeOutboundWork } from './outbound/starts/work.ts'
import { entrySettled } from './projects/actions/queue-task.ts'
import { replyStopsTimer } from './projects/time/reply-stops-timer.ts'
import { backendsOf } from './provisioning/backends.ts'
import { makePruning } from './provisioning/operations/pruning.ts'
import { makeReports } from './provisioning/operations/reports.ts'
import { policyOf } from './provisioning/operations/retry-policy.ts'
import { makeWork } from './provisioning/operations/service.ts'
import { makeRegistry } from './provisioning/panel/registry.ts'
import { migrate } from './storage/engine/migrate.ts'
import { openDatabase } from './storage/engine/open.ts'
import { bindStores, type Stores } from './storage/stores.ts'

const DAY_MS = 86_400_000

/** The product without its faces: what the server and the local commands have in common. */
export type Opened = Awaited<ReturnType<typeof openProvisor>>

/** A clock that is given rules the jobs too; else they go by the database's, which all nodes share. */
export async function openProvisor(config: Config, log: Log, given?: Clock) {
  const clock = given ?? systemClock
  const database = await openDatabase(config.dataDir, config.databaseUrl, {
    poolSize: config.databasePool,
    prepare: config.databasePrepare === 'on',
  })
  const draining = new AbortController()
  try {
    const { applied, schema } = await migrate(database)
    if (applied.length > 0) log.debug({ applied }, 'schema migrated')
    const bound = bindStores(database, clock, given)
    const stores = { ...bound, transaction: reacting<Stores>(bound.transaction, [entrySettled, replyStopsTimer]) }
    const key = await loadSecretKey(config.dataDir, config.secretKey)
    await holdToSecretKey(stores, fingerprint(key))
    const secrets = openSecretBox({ key })
    const wallClock = makeWallClock(config.timezone)
    const queue = makeQueue(stores)
    const installation = await installationOf(stores)
    const provisioning = {
      queue,
      registry: makeRegistry(backendsOf({ commandFolder: join(config.dataDir, 'commands') })),
      policy: policyOf(config),
      installation,
      reports: makeReports(),
      works: () => work.works(),
      http: makeGuardedHttp({ allow: config.outgoingAllow }),
    }
    const files = await openFiles({
      ...stores,
      clock,
      alone: config.databaseUrl === '',
      dataDir: config.dataDir,
      sharedDir: config.filesDir,
      largest: config.uploadLimitMb * 1024 * 1024,
      types: config.uploadTypes.map((type) => type.toLowerCase()),
    })
    const parts: Omit<DomainParts, 'read' | 'transaction'> = {
      provisioning,
      files,
      outbound: { key: hmacKey(key, 'outbound'), node: nodeName(config), draining: draining.signal },
      clock,
      wallClock,
      secrets,
      digestKey: hmacKey(key, 'credentials'),
      passwords: makePasswords({ clock }),
      limits: {
        tries: config.loginTries,
        windowMs: config.banMinutes * 60_000,
        banMs: config.banMinutes * 60_000,
        delayMs: config.guessDelaySeconds * 1000,
      },
      demonstration: config.demo,
      trustsLoopback: trustsLoopback(config),
    }
    /** Every verb over these stores: over those of one transaction, many verbs are done together or not at all. */
    const domainOver = (over: Pick<DomainParts, 'read' | 'transaction'>): Domain => makeDomain({ ...over, ...parts })
    const domain = domainOver(stores)
    const name = `${hostname()}:${config.dataDir}:${config.port}`
    const onFault = (fault: unknown, job?: Job) =>
      log.error({ err: fault, job: job?.id }, 'working on a job failed; it is tried again')
    const work = makeWork({
      name,
      parts: {
        ...{ ...stores, ...parts, ...provisioning },
        callbackUrl:
          config.publicUrl === '' ? undefined : (name) => `${trimMarksEnd(config.publicUrl, '/')}/callbacks/${name}`,
      },
      lanes: domain.lanes,
      onFault,
    })
    const outboundWork = makeOutboundWork(
      // Customers choose the addresses of pages, so what is open for panels is not open for them.
      { ...stores, queue, http: makeGuardedHttp({ allow: config.outboundAllow }), key: parts.outbound.key },
      {
        name: `outbound ${name}`,
        concurrency: config.outboundConcurrency,
        onFault,
        ...(await listening(config, onFault)),
      },
    )
    const janitor = makeJanitor({
      ...stores,
      keepFinishedMs: config.keepFinishedDays * DAY_MS,
      keepPurgesMs: config.keepPurgesDays * DAY_MS,
      onRemove: (tx, jobIds) => tx.outbound.runs.remove(jobIds),
      onFault,
    })
    const { sealer } = domain.access
    const housekeeping = makeHousekeeping(
      [
        makeAttemptPruning(stores, parts.limits),
        makePruning(stores, {
          tracesMs: config.keepTracesDays * DAY_MS,
          operationsMs: config.keepSettledDays * DAY_MS,
        }),
        ...(config.keepEventsDays > 0
          ? [(stopping: () => boolean) => sealer.prune(clock.now() - config.keepEventsDays * DAY_MS, stopping)]
          : []),
      ],
      (fault) => log.error({ err: fault }, 'removing what is old failed; the next round tries again'),
    )
    return {
      config,
      log,
      clock,
      wallClock,
      secrets,
      database,
      ...stores,
      files,
      domain,
      domainOver,
      queue,
      work,
      outboundWork,
      janitor,
      housekeeping,
      schema,
      applied,
      /** Whether nothing more is to be begun. */
      isDraining: () => draining.signal.aborted,
      /**
       * From the call on nothing more is begun and this node is not ready; what began goes on. Resolves when what had
       * been claimed and not begun is back in its place.
       */
      drain: async () => {
        draining.abort()
        await Promise.all([work.halt(), outboundWork.halt()])
      },
      close: async () => {
        await housekeeping.stop()
        await janitor.stop()
        await outboundWork.stop()
        await work.stop()
        await files.stop()
        await database.close()
      },
    }
  } catch (failure) {
    await database.close()
    throw failure
  }
}

/** Work that other nodes have made is heard of at once, where there are any and a pooler does not stand in between. */
async function listening({ databaseUrl, databasePrepare }: Config, onFault: (fault: unknown) => void) {
  if (databaseUrl === '' || databasePrepare === 'off') return {}
  const { listenForJobs } = await import('./storage/jobs/listen.ts')
  return { listen: listenForJobs(databaseUrl, onFault) }
}

/** Eight hex digits, the same after a restart. */
const nodeName = ({ dataDir, port }: Config): string =>
  createHash('sha256').update([hostname(), dataDir, port].join('\0')).digest('hex').slice(0, 8)

/** Tells this installation's accounts from those of another one that works on the same panels. */
function installationOf({ transaction }: ReturnType<typeof bindStores>): Promise<string> {
  return transaction(async (tx) => {
    const known = await tx.settings.get('installation')
    if (known) return known
    const made = randomToken(10, 'abcdefghijkmnpqrstuvwxyz23456789')
    await tx.settings.set('installation', made)
    return made
  })
}

/** A database remembers the key that sealed its secrets; a node with another one must not run on it. */
async function holdToSecretKey({ read, transaction }: ReturnType<typeof bindStores>, print: string): Promise<void> {
  const known =
    (await read.settings.get('secret_key')) ??
    (await transaction(async (tx) => {
      const already = await tx.settings.get('secret_key')
      if (!already) await tx.settings.set('secret_key', print)
      return already ?? print
    }))
  if (known !== print) throw new WrongSecretKey(known, print)
}

export class WrongSecretKey extends Error {
  readonly hint = 'Restore secret.key from the backup of the data folder, or set PROVISOR_SECRET_KEY to the key in use'
  constructor(expected: string, got: string) {
    super(`The secrets in this database are sealed with key ${expected}, and this node has key ${got}`)
    this.name = 'WrongSecretKey'
  }
}
