import { createHash } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { SYSTEM } from './access/actor.ts'
import { installationOf } from './access/installation.ts'
import { LOOPBACK_RANGES, trustsLoopback } from './access/loopback.ts'
import { makeRefusals } from './access/refusals/refusals.ts'
import type { SessionLimits } from './access/sessions/session.ts'
import type { LoginLimits } from './access/sign-in/attempt-limits.ts'
import { makePasswords } from './access/sign-in/passwords.ts'
import { makeProvider } from './access/sign-on/provider.ts'
import { type Clock, elapsedOf, systemClock } from './base/clock.ts'
import { type LimitedLog, makeLimitedLog } from './base/limited-log.ts'
import type { Log } from './base/log.ts'
import type { KeyRing } from './base/secrets/secrets.ts'
import type { Background } from './base/stopping.ts'
import { observed } from './base/transactions/after-commit.ts'
import { makeFirstTransaction } from './base/transactions/first-transaction.ts'
import { traced } from './base/transactions/traced.ts'
import { VERSION } from './base/version.ts'
import { makeWallClock } from './base/wall-clock.ts'
import { openBulk } from './bulk/open.ts'
import type { Config } from './config.ts'
import { type Domain, type DomainParts, makeDomain } from './domain.ts'
import { makeDrops } from './drops.ts'
import { makeClockJumps } from './duties/clock-jumps.ts'
import { openDuties } from './duties/open.ts'
import { makeAnchorFile } from './events/anchor-file.ts'
import { observeEvents } from './events/observe-events.ts'
import { type Happened, reacting } from './events/reactions.ts'
import { lineOf, TOLD_KINDS } from './events/told-in-log.ts'
import { openFiles } from './files/open-files.ts'
import { makeGuardedConnect } from './guarded-http/guarded-connect.ts'
import { makeGuardedHttp } from './guarded-http/guarded-http.ts'
import { beginHold } from './hold/held.ts'
import { holdable } from './hold/held-queue.ts'
import { makeHold } from './hold/hold.ts'
import { makeHoldWatch } from './hold/watch.ts'
import { heedSetBack } from './jobs/clock-jump.ts'
import { makeJanitor } from './jobs/janitor.ts'
import type { Job } from './jobs/job.ts'
import { makeQueue } from './jobs/make-queue.ts'
import { observeJobs } from './jobs/observe-jobs.ts'
import { tellJobs } from './jobs/tell-jobs.ts'
import { openKeyRing, openKeys } from './keys/open.ts'
import { lookForCopy, openNode } from './nodes/open.ts'
import { makeSmtpSend } from './notices/mail/smtp.ts'
import { openNotices } from './notices/open.ts'
import { openData } from './open-data.ts'
import { dutiesOf } from './open-duties.ts'
import { openOutbound } from './outbound/open.ts'
import { entrySettled } from './projects/actions/queue-task.ts'
import { replyStopsTimer } from './projects/time/reply-stops-timer.ts'
import { openProvisioning } from './provisioning/open.ts'
import { migrate } from './storage/engine/schema/migrate.ts'
import { bindStores, type Stores } from './storage/stores.ts'
import { beginTracing } from './tracing/begin.ts'
import { openWebhooks } from './webhooks/open.ts'

const SECOND_MS = 1000
const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Of one process; each webhook has four at most. */
const WEBHOOKS_AT_ONCE = 100

/** The product without its faces: what the server and the local commands have in common. */
export type Opened = Awaited<ReturnType<typeof openProvisor>>

/** Whether this process carries out what there is to do, under the name of the folder that it then has alone. */
type Opening = { serves?: boolean }

/** A clock that is given rules the jobs too; else they go by the database's, which all nodes share. */
export async function openProvisor(config: Config, log: Log, given?: Clock, { serves = false }: Opening = {}) {
  const clock = given ?? systemClock
  const endTracing = await beginTracing(config.tracing === 'on')
  const { database, release } = await openData(config, serves).catch(async (failure) => {
    await endTracing()
    throw failure
  })
  try {
    let secrets!: KeyRing
    const { applied, schema, notices } = await migrate(database, async (remembered) => {
      secrets = await openKeyRing(config, remembered)
      return secrets
    })
    for (const notice of notices) log.warn(notice)
    if (applied.length > 0) log.debug({ applied }, 'schema migrated')
    const bound = bindStores(database, clock, given)
    const told = makeLimitedLog(log)
    let sealSoon = () => {}
    const watched = observed(
      observed<Stores>(bound.transaction, observeJobs(tellJobs(told))),
      observeEvents(TOLD_KINDS, tellInLog(told), () => sealSoon()),
    )
    const first = makeFirstTransaction<Stores>()
    const stores = {
      ...bound,
      transaction: first.heeding(traced(reacting<Stores>(watched, [entrySettled, replyStopsTimer]))),
    }
    const installation = await installationOf(stores)
    const hold = makeHoldWatch(stores.read, (err) => log.error({ err }, 'looking for a hold failed'))
    await lookForCopy(stores, config, installation, (tx, why) => beginHold(tx, SYSTEM, `this is a copy: ${why}`))
    if (serves && config.hold) await stores.transaction((tx) => beginHold(tx, SYSTEM, '--hold was said at the start'))
    await hold.look()
    const served = serves
      ? await openNode(stores, { where: config, installation, timezone: config.timezone, log, onLost: endProcess })
      : undefined
    const name = served?.name ?? `${hostname()}:${config.dataDir}:${config.port}`
    const node = { name: served?.name ?? `${name}:${process.pid}`, version: VERSION }
    const keys = await openKeys({ ...stores, secrets, source: config, node, log })
    const ground = { clock, wallClock: makeWallClock(config.timezone), secrets }
    const duties = openDuties({
      ...stores,
      ...ground,
      node: node.name,
      onFault: (fault, schedule) => log.error({ err: fault, schedule }, 'a schedule failed; it is tried again'),
    })
    const queue = holdable(makeQueue(stores), hold.isHeld)
    const onFault = (fault: unknown, job?: Job) =>
      log.error({ err: fault, job: job?.id }, 'working on a job failed; it is tried again')
    const failed = (what: string) => (fault: unknown) =>
      log.error({ err: fault }, `${what} failed; the next round tries again`)

    const draining = new AbortController()
    const outbound = { key: keys.installation.outbound, node: shortName(name), draining: draining.signal }
    const provisioning = openProvisioning({
      ...stores,
      ...ground,
      queue,
      installation,
      commandFolder: join(config.dataDir, 'commands'),
      settings: config,
      keep: { tracesMs: config.keepTracesDays * DAY_MS, operationsMs: config.keepSettledDays * DAY_MS },
      allow: config.outgoingAllow,
      isHeld: hold.isHeld,
      publicUrl: config.publicUrl,
      name,
      onFault,
    })
    // A relay on this machine is the usual one.
    const sendMail = makeSmtpSend(
      makeGuardedConnect({ allow: [...config.outgoingAllow, ...LOOPBACK_RANGES], isHeld: hold.isHeld }),
    )
    const webhooks = {
      http: makeGuardedHttp({ allow: config.webhookAllow, isHeld: hold.isHeld }),
      allow: config.webhookAllow,
    }
    const starts = openOutbound(
      // Customers choose the addresses of pages, so what is open for panels is not open for them.
      {
        ...stores,
        queue,
        http: makeGuardedHttp({ allow: config.outboundAllow, isHeld: hold.isHeld }),
        key: outbound.key,
      },
      {
        name: `outbound ${name}`,
        concurrency: config.outboundConcurrency,
        onFault,
        ...(await listening(config, onFault)),
      },
    )
    const files = await openFiles({
      ...stores,
      clock,
      alone: config.databaseUrl === '',
      dataDir: config.dataDir,
      sharedDir: config.filesDir,
      largest: config.uploadLimitMb * 1024 * 1024,
      types: config.uploadTypes.map((type) => type.toLowerCase()),
    })
    const limits = loginLimitsOf(config)
    const sessionLimits = sessionLimitsOf(config)
    const passwords = makePasswords({ clock })
    const signOn = signOnOf(config)
    const refusals = makeRefusals({ ...stores, clock, log })
    const holdVerbs = makeHold({ ...stores, watch: hold, drops: makeDrops({ ...ground, ...provisioning.tools }) })
    const disk = { space: () => spaceOf(config.dataDir) }
    /** Every verb over these stores: over those of one transaction, many verbs are done together or not at all. */
    const domainOver = (over: Pick<DomainParts, 'read' | 'transaction'>): Domain =>
      makeDomain({
        ...over,
        ...ground,
        around: first.run,
        provisioning: provisioning.tools,
        outbound,
        webhooks,
        sendMail,
        files,
        disk,
        limits,
        sessionLimits,
        signOn,
        refusals,
        keys: keys.verbs,
        schedules: duties.verbs,
        hold: holdVerbs,
        digestKey: keys.installation.credentials,
        chainKey: keys.installation.chain,
        passwords,
        portalUrl: config.portalUrl,
        demonstration: config.demo,
        trustsLoopback: trustsLoopback(config),
      })
    const domain = domainOver(stores)
    const { sealer } = domain.access
    sealSoon = sealer.sealSoon
    const janitor = makeJanitor({
      ...stores,
      keepFinishedMs: config.keepFinishedDays * DAY_MS,
      keepPurgesMs: config.keepPurgesDays * DAY_MS,
      onDelete: (tx, jobIds) => tx.outbound.runs.delete(jobIds),
      onJump: makeClockJumps({ ...stores, log, onSetBack: (byMs) => heedSetBack(stores, byMs) }),
      elapsed: elapsedOf(given),
      onFault,
    })
    const pruneOperations = provisioning.prune
    await duties.enter(
      dutiesOf({
        ...stores,
        ...ground,
        config,
        isHeld: hold.isHeld,
        domain,
        files,
        limits,
        sessionLimits,
        janitor,
        pruneOperations,
      }),
    )

    /** All that goes on by itself, in the order in which it is started. */
    const background = {
      activityLog: {
        name: 'the activity log',
        start: () => sealer.start(SECOND_MS, failed('sealing the activity log')),
        stop: sealer.stop,
      },
      refusals: {
        name: 'who was refused',
        start: () => refusals.start(SECOND_MS, failed('writing down who was refused')),
        stop: refusals.stop,
      },
      told: { name: 'what is told in the log', start: told.start, stop: told.stop },
      anchors: makeAnchorFile({
        sealer,
        path: config.auditAnchorFile,
        everyMs: config.auditAnchorHours * HOUR_MS,
        now: clock.now,
        onFault: failed('writing an anchor of the activity log'),
      }),
      lostJobs: { name: 'lost and late jobs', start: janitor.start, stop: janitor.stop },
      files: { name: 'files that nobody needs', start: files.start, stop: async () => {} },
      provisioning: provisioning.background,
      outbound: starts,
      notices: openNotices({ ...stores, ...ground, queue, send: sendMail }, { name: `mails ${name}`, onFault }),
      webhooks: openWebhooks(
        {
          ...{ ...stores, ...ground, queue, http: webhooks.http },
          ...{ sealer, seen: domain.feed.seen, fanOut: domain.webhooks.fanOut },
        },
        { name: `webhooks ${name}`, concurrency: WEBHOOKS_AT_ONCE, onFault },
      ),
      bulk: openBulk({ ...stores, ...ground, ...provisioning.tools }, { name: `bulk ${name}`, onFault }),
      duties: duties.background,
    } satisfies Record<string, Background>

    // Last: what fails before leaves nothing behind that goes on.
    keys.start()
    served?.start()
    hold.start()
    return {
      config,
      log,
      ...ground,
      database,
      disk,
      hold,
      ...stores,
      files,
      domain,
      domainOver,
      queue,
      background,
      schema,
      applied,
      /** Whether nothing more is to be begun. */
      isDraining: () => draining.signal.aborted,
      /** Told when nothing more is to be begun. */
      onDrain: (told: () => void): void => draining.signal.addEventListener('abort', told, { once: true }),
      /**
       * From the call on nothing more is begun and this node is not ready; what began goes on. Resolves when what had
       * been claimed and not begun is back in its place.
       */
      drain: async () => {
        draining.abort()
        const { provisioning, outbound, notices, webhooks, bulk } = background
        await Promise.all([provisioning, outbound, notices, webhooks, bulk].map(({ halt }) => halt()))
      },
      /** Jobs whose worker is gone are free again at once, for other nodes too. */
      recover: janitor.recover,
      close: async () => {
        for (const part of Object.values(background).reverse()) await part.stop()
        await keys.close()
        await hold.stop()
        await served?.close()
        await database.close()
        release()
        await endTracing()
      },
    }
  } catch (failure) {
    await database.close()
    release()
    await endTracing()
    throw failure
  }
}

/** Of the disk that a folder is on, in bytes. */
async function spaceOf(folder: string): Promise<{ free: number; total: number }> {
  const { bsize, bavail, blocks } = await statfs(folder)
  return { free: bavail * bsize, total: blocks * bsize }
}

const tellInLog = (told: LimitedLog) => (happened: Happened) => {
  const { about, facts, message } = lineOf(happened)
  told.info(about, facts, message)
}

const loginLimitsOf = (config: Config): LoginLimits => ({
  tries: config.loginTries,
  windowMs: config.banMinutes * 60_000,
  banMs: config.banMinutes * 60_000,
  delayMs: config.guessDelaySeconds * 1000,
})

function signOnOf(config: Config) {
  if (config.signOnIssuer === '') return undefined
  const settings = {
    name: config.signOnName,
    issuer: config.signOnIssuer,
    clientId: config.signOnClientId,
    clientSecret: config.signOnClientSecret,
    groupsClaim: config.signOnGroupsClaim,
    roles: config.signOnRoles.map((rule) => {
      const [group, role] = rule.split('=') as [string, string]
      return { group: group.trim(), role: role.trim() }
    }),
  }
  return { settings, provider: makeProvider(settings) }
}

const sessionLimitsOf = ({ sessionIdleMinutes, sessionHours }: Config): SessionLimits => ({
  idleMs: sessionIdleMinutes * 60_000,
  lifeMs: sessionHours * HOUR_MS,
})

/** Work that other nodes have made is heard of at once, where there are any and a pooler does not stand in between. */
async function listening({ databaseUrl, databasePrepare }: Config, onFault: (fault: unknown) => void) {
  if (databaseUrl === '' || databasePrepare === 'off') return {}
  const { listenForJobs } = await import('./storage/jobs/listen.ts')
  return { listen: listenForJobs(databaseUrl, onFault) }
}

/** Eight hex digits, the same after a restart. */
const shortName = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 8)

/** As a fault that nobody catches, which ends the server in order. */
function endProcess(fault: Error): void {
  setImmediate(() => {
    throw fault
  })
}
