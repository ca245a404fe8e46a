import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

type Link = { near: Socket; far: Socket; swallows: boolean }

export type FaultyProxy = Awaited<ReturnType<typeof openFaultyProxy>>

/**
 * Stands between a client and a server and does what networks do: it delays, limits, cuts and swallows. Closed when the test
 * ends.
 */
async function openFaultyProxy(target: { host: string; port: number }) {
  const links = new Set<Link>()
  let delayMs = 0
  let bytesPerSecond = Number.POSITIVE_INFINITY
  let swallowsNew = false
  let refuses = false

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    if (refuses) return void near.resetAndDestroy()
    const far = connect({ ...target, allowHalfOpen: true, noDelay: true })
    const link: Link = { near, far, swallows: swallowsNew }
    links.add(link)
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      carry(link, from, to)
      from.on('error', () => {})
      from.on('close', () => {
        // A link that swallows passes nothing on, an end neither.
        if (link.swallows) return
        links.delete(link)
        to.destroy()
      })
    }
  })

  /** Bytes and ends in their order, each after its time. */
  function carry(link: Link, from: Socket, to: Socket): void {
    let freeAt = 0
    let waiting = 0
    const after = (bytes: number, pass: () => void) => {
      const now = performance.now()
      freeAt = Math.max(freeAt, now) + (bytes / bytesPerSecond) * 1000
      const wait = freeAt - now + delayMs
      if (link.swallows) return
      if (wait < 1 && waiting === 0) return pass()
      waiting++
      setTimeout(() => {
        waiting--
        if (!link.swallows) pass()
      }, wait)
    }
    from.on('data', (chunk: Buffer) => after(chunk.length, () => to.writable && to.write(chunk)))
    from.on('end', () => after(0, () => to.end()))
  }

  function cut(): void {
    for (const { near, far } of links) {
      near.resetAndDestroy()
      far.resetAndDestroy()
    }
    links.clear()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  onTestFinished(async () => {
    cut()
    server.close()
    await once(server, 'close')
  })
  return {
    port,
    open: () => links.size,
    /** Each way. */
    delay(ms: number): void {
      delayMs = ms
    },
    limit(bytes: number): void {
      bytesPerSecond = bytes
    },
    /** Everybody hears of it at once. */
    cut,
    refuse(on: boolean): void {
      refuses = on
      if (on) cut()
    },
    /** From now on nothing passes over the connections that are open, and nobody is told. New ones are well. */
    swallowOpen(): void {
      for (const link of links) link.swallows = true
    },
    /** The same for new ones, too, until it is over for those that come then. */
    swallowAll(on: boolean): void {
      swallowsNew = on
      if (on) for (const link of links) link.swallows = true
    },
  }
}

/** The same server, by way of the proxy. */
export async function proxied(url: string): Promise<{ url: string; proxy: FaultyProxy }> {
  const through = new URL(url)
  const proxy = await openFaultyProxy({ host: through.hostname, port: Number(through.port) })
  through.hostname = '127.0.0.1'
  through.port = String(proxy.port)
  return { url: through.href, proxy }
}
