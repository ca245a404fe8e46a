import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { makeFaces } from './faces.ts'
import { openLocalSocket } from './local/socket.ts'
import { makeLog } from './log.ts'
import { type Opened, openProvisor } from './open.ts'

export type Running = { readonly url: string; readonly provisor: Opened; stop(): Promise<void> }

/** Starts the parts in order, and gives the way to stop them in reverse. */
export async function serve(config: Config): Promise<Running> {
  const log = makeLog({ level: config.logLevel })
  const provisor = await openProvisor(config, log)
  const http = makeFaces(provisor)
  try {
    await http.listen({ host: config.host, port: config.port })
  } catch (failure) {
    await provisor.close()
    throw failure
  }
  const local = await openLocalSocket(provisor)
  const { sealer } = provisor.domain.access
  sealer.start(1000, (fault) =>
    log.error({ err: fault }, 'sealing the activity log failed; the next round tries again'),
  )

  let stopped: Promise<void> | undefined
  return {
    url: urlOf(config, http.server.address() as AddressInfo),
    provisor,
    // No new requests, the open ones end, then what they used: the other way round they would fail.
    stop: () => {
      stopped ??= (async () => {
        await http.close()
        await local.stop()
        await sealer.stop()
        await provisor.close()
      })()
      return stopped
    },
  }
}

function urlOf({ host, tlsCert }: Config, { port }: AddressInfo): string {
  return `${tlsCert ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
