import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { makeLog } from './base/log.ts'
import { makeStopping } from './base/stopping.ts'
import type { Config } from './config.ts'
import { makeFaces } from './faces.ts'
import { openWhenFree } from './local/open-when-free.ts'
import { type LocalSocket, openLocalSocket } from './local/socket.ts'
import type { Opened } from './open.ts'

const HOUR_MS = 3_600_000

/** Before the end of the time that stopping takes at most: what is called off by then has to be written down. */
const CALL_OFF_MS = 2000
/** Then whoever waited for it has to be answered. */
const CUT_MS = 1000

export type Running = {
  readonly url: string
  readonly provisor: Opened
  /**
   * Stops in good order: nothing is begun from the call on, and all is over `--stop-seconds` after `--drain-seconds`. Rejects with a `StopFailed` when
   * something did not end well; then the process is to be left. Safe twice: the first call says how long it drains.
   */
  stop(options?: { drainSeconds?: number }): Promise<void>
}

/** Starts the parts in order. `prepare` is done when the data is open and before anybody is listened to. */
export async function serve(config: Config, prepare?: (provisor: Opened) => Promise<void>): Promise<Running> {
  const log = makeLog({ level: config.logLevel })
  const provisor = await openWhenFree(config, log)
  const { sealer } = provisor.domain.access
  const { expiring } = provisor.domain
  const doors: Doors = {}
  try {
    await prepare?.(provisor)
    sealer.start(1000, (fault) =>
      log.error({ err: fault }, 'sealing the activity log failed; the next round tries again'),
    )
    expiring.start(
      HOUR_MS,
      (fault) =>
        log.error({ err: fault }, 'telling of actions that are about to finish failed; the next round tries again'),
      { atOnce: true },
    )
    doors.socket = await openLocalSocket(provisor)
    await provisor.files.start((fault) =>
      log.error({ err: fault }, 'sweeping files that nobody needs failed; the next round tries again'),
    )
    await provisor.work.start()
    await provisor.outboundWork.start()
    provisor.janitor.start()
    provisor.housekeeping.start(HOUR_MS)
    const http = makeFaces(provisor)
    doors.http = http
    await http.listen({ host: config.host, port: config.port })

    let stopped: Promise<void> | undefined
    return {
      url: urlOf(config, http.server.address() as AddressInfo),
      provisor,
      stop: ({ drainSeconds = config.drainSeconds } = {}) => {
        stopped ??= drainAndStop(provisor, doors, drainSeconds * 1000)
        return stopped
      },
    }
  } catch (failure) {
    await stop(provisor, doors).catch(() => {})
    throw failure
  }
}

/** Where requests come in. */
type Doors = { http?: ReturnType<typeof makeFaces>; socket?: LocalSocket }

/** Readiness goes first and nothing more is begun; balancers get their time to notice; then requests and work end. */
async function drainAndStop(provisor: Opened, doors: Doors, drainMs: number): Promise<void> {
  doors.http?.closing.drain()
  // What cannot be given back now is found to be lost later: `stop` tells.
  provisor.drain().catch(() => {})
  await delay(drainMs)
  await stop(provisor, doors)
}

async function stop(provisor: Opened, { http, socket }: Doors): Promise<void> {
  const { domain, work, outboundWork, janitor, housekeeping } = provisor
  const stopping = makeStopping(provisor.config.stopSeconds * 1000)
  const { end, msUntil } = stopping
  const limit = { deadlineMs: msUntil(CALL_OFF_MS), graceMs: CALL_OFF_MS - CUT_MS }
  const cut = setTimeout(() => {
    http?.closing.cut()
    socket?.cut()
  }, msUntil(CUT_MS))

  async function inOrder(): Promise<void> {
    await Promise.all([
      end('requests', async () => {
        await http?.close()
        await http?.closing.ended()
      }),
      end('local commands', async () => socket?.stop()),
      end('module actions', () => work.stop(limit)),
      end('outbound starts', () => outboundWork.stop(limit)),
      end('what is removed by age', housekeeping.stop),
      end('what is told of actions', domain.expiring.stop),
    ])
    // What did not end waits for nobody to notice: it is free at once, for other nodes too.
    await end('what was left undone', janitor.recover)
    await end('lost and late jobs', janitor.stop)
    await end('the activity log', domain.access.sealer.stop)
    await end('the database', provisor.close)
  }

  try {
    await stopping.all(inOrder())
  } finally {
    clearTimeout(cut)
  }
}

function urlOf({ host, tlsCert }: Config, { port }: AddressInfo): string {
  return `${tlsCert ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
