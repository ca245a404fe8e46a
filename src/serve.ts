import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { makeFaces } from './faces.ts'
import { openWhenFree } from './local/open-when-free.ts'
import { openLocalSocket } from './local/socket.ts'
import { makeLog } from './log.ts'
import type { Opened } from './open.ts'

const HOUR_MS = 3_600_000

export type Running = { readonly url: string; readonly provisor: Opened; stop(): Promise<void> }

/**
 * Starts the parts in order, and gives the way to stop them in reverse. `prepare` is done when the data is open and
 * before anybody is listened to.
 */
export async function serve(config: Config, prepare?: (provisor: Opened) => Promise<void>): Promise<Running> {
  const log = makeLog({ level: config.logLevel })
  const provisor = await openWhenFree(config, log)
  const { sealer } = provisor.domain.access
  // Stopped last to first: no new requests, the open ones end, then what they used. The other way round they would fail.
  const started: (() => Promise<unknown>)[] = [provisor.close]
  const stopAll = async () => {
    for (const stop of started.splice(0).reverse()) await stop()
  }
  try {
    await prepare?.(provisor)
    started.push(sealer.stop)
    sealer.start(1000, (fault) =>
      log.error({ err: fault }, 'sealing the activity log failed; the next round tries again'),
    )
    const { expiring } = provisor.domain
    started.push(expiring.stop)
    expiring.start(
      HOUR_MS,
      (fault) =>
        log.error({ err: fault }, 'telling of actions that are about to finish failed; the next round tries again'),
      { atOnce: true },
    )
    started.push((await openLocalSocket(provisor)).stop)
    await provisor.files.start((fault) =>
      log.error({ err: fault }, 'sweeping files that nobody needs failed; the next round tries again'),
    )
    await provisor.work.start()
    started.push(() => provisor.work.stop())
    await provisor.outboundWork.start()
    started.push(() => provisor.outboundWork.stop())
    provisor.janitor.start()
    started.push(provisor.janitor.stop)
    provisor.housekeeping.start(HOUR_MS)
    started.push(provisor.housekeeping.stop)
    const http = makeFaces(provisor)
    started.push(() => http.close())
    await http.listen({ host: config.host, port: config.port })

    let stopped: Promise<void> | undefined
    return {
      url: urlOf(config, http.server.address() as AddressInfo),
      provisor,
      stop: () => {
        stopped ??= stopAll()
        return stopped
      },
    }
  } catch (failure) {
    await stopAll()
    throw failure
  }
}

function urlOf({ host, tlsCert }: Config, { port }: AddressInfo): string {
  return `${tlsCert ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
