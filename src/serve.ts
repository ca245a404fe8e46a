import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { makeLog } from './base/log.ts'
import type { Background } from './base/stopping.ts'
import { makeStopping } from './base/stopping.ts'
import type { Config } from './config.ts'
import { makeFaces } from './faces.ts'
import { openWhenFree } from './local/open-when-free.ts'
import { type LocalSocket, openLocalSocket } from './local/socket.ts'
import type { Opened } from './open.ts'
import { listenRefusal, refuseWrongCertificate } from './unusable.ts'

/** Before the end of the time that stopping takes at most: what is called off by then has to be written down. */
const CALL_OFF_MS = 2000
/** Then whoever waited for it has to be answered. */
const CUT_MS = 1000

type Stages = readonly (readonly Background[])[]

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
  refuseWrongCertificate(config)
  const provisor = await openWhenFree(config, log)
  const doors = makeDoors(provisor)
  const stages = stagesOf(provisor, doors)
  try {
    await prepare?.(provisor)
    for (const part of stages.flat()) await part.start()

    let stopped: Promise<void> | undefined
    return {
      url: urlOf(config, doors.http.address()),
      provisor,
      stop: ({ drainSeconds = config.drainSeconds } = {}) => {
        stopped ??= drainAndStop(provisor, doors, stages, drainSeconds * 1000)
        return stopped
      },
    }
  } catch (failure) {
    await stop(provisor, doors, stages).catch(() => {})
    throw failure
  }
}

/** All that runs, in the order in which it is started. It is stopped from the last stage to the first, each at once. */
function stagesOf({ background, recover }: Opened, { http, socket }: Doors): Stages {
  const { activityLog, refusals, told, anchors, lostJobs, ...work } = background
  return [
    [activityLog],
    [refusals, told, anchors],
    [lostJobs],
    // What did not end waits for nobody to notice: it is free at once.
    [{ name: 'what was left undone', start: () => {}, stop: recover }],
    // Whatever else there is: nothing that goes on by itself is left out.
    [socket, ...Object.values(work), http],
  ]
}

/** Readiness goes first and nothing more is begun; balancers get their time to notice; then requests and work end. */
async function drainAndStop(provisor: Opened, doors: Doors, stages: Stages, drainMs: number): Promise<void> {
  doors.http.drain()
  // What cannot be given back now is found to be lost later: `stop` tells.
  provisor.drain().catch(() => {})
  await delay(drainMs)
  await stop(provisor, doors, stages)
}

async function stop(provisor: Opened, doors: Doors, stages: Stages): Promise<void> {
  const stopping = makeStopping(provisor.config.stopSeconds * 1000)
  const { end, msUntil } = stopping
  const limit = { deadlineMs: msUntil(CALL_OFF_MS), graceMs: CALL_OFF_MS - CUT_MS }
  const cut = setTimeout(() => {
    doors.http.cut()
    doors.socket.cut()
  }, msUntil(CUT_MS))

  async function inOrder(): Promise<void> {
    for (const stage of stages.toReversed())
      await Promise.all(stage.map((part) => end(part.name, () => part.stop(limit))))
    await end('the database', provisor.close)
  }

  try {
    await stopping.all(inOrder())
  } finally {
    clearTimeout(cut)
  }
}

/** Where requests come in. */
type Doors = ReturnType<typeof makeDoors>

/** The faces on their address, and the socket for the local commands. Neither is open before it is started. */
function makeDoors(provisor: Opened) {
  const { host, port } = provisor.config
  let http: ReturnType<typeof makeFaces> | undefined
  let socket: LocalSocket | undefined
  return {
    http: {
      name: 'requests',
      start: async () => {
        http = makeFaces(provisor)
        await http.listen({ host, port }).catch((cause) => {
          throw listenRefusal(cause, provisor.config)
        })
      },
      address: () => http!.server.address() as AddressInfo,
      drain: () => http?.closing.drain(),
      cut: () => http?.closing.cut(),
      stop: async () => {
        await http?.close()
        await http?.closing.ended()
      },
    },
    socket: {
      name: 'local commands',
      start: async () => {
        socket = await openLocalSocket(provisor)
      },
      cut: () => socket?.cut(),
      stop: async () => socket?.stop(),
    },
  }
}

function urlOf({ host, tlsCert }: Config, { port }: AddressInfo): string {
  return `${tlsCert ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
