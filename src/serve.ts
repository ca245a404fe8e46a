import type { AddressInfo } from 'node:net'
import type { Config } from './config.ts'
import { openLocalSocket } from './local/socket.ts'
import { makeLog } from './log.ts'
import { openProvisor } from './open.ts'
import { makeWallClock } from './wall-clock.ts'
import { healthRoutes } from './wire/health.ts'
import { makeHttp } from './wire/http.ts'
import { nativeWire } from './wire/native/wire.ts'
import { statusPage } from './wire/native/status-page.ts'
import { whmcsPath, whmcsWire } from './wire/whmcs/wire.ts'

export type Running = { readonly url: string; stop(): Promise<void> }

/** Builds the parts, starts them in order, and gives the way to stop them in reverse. */
export async function serve(config: Config): Promise<Running> {
  const log = makeLog({ level: config.logLevel })
  const provisor = await openProvisor(config, log)
  const { domain, database } = provisor
  const parts = { domain, database, log, wallClock: makeWallClock(config.timezone) }
  const http = makeHttp({
    log,
    bodyLimitMb: config.bodyLimitMb,
    trustedProxies: config.trustedProxies,
    tls: config.tlsCert ? { cert: config.tlsCert, key: config.tlsKey } : undefined,
    rewrite: whmcsPath,
  })
  http.register(healthRoutes(parts))
  http.register(whmcsWire(parts))
  http.register(nativeWire(parts))
  http.register(statusPage(parts))

  try {
    await http.listen({ host: config.host, port: config.port })
  } catch (failure) {
    await provisor.close()
    throw failure
  }
  const local = await openLocalSocket(provisor)
  domain.access.sealer.start(1000)

  const { port } = http.server.address() as AddressInfo
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  let stopped: Promise<void> | undefined
  return {
    url: `${config.tlsCert ? 'https' : 'http'}://${host}:${port}`,
    // No new requests, the open ones end, then what they used: the other way round they would fail.
    stop: () => {
      stopped ??= (async () => {
        await http.close()
        await local.stop()
        await domain.access.sealer.stop()
        await provisor.close()
      })()
      return stopped
    },
  }
}
