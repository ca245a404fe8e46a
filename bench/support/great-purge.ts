import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import type { Server } from './servers.ts'

/**
 * A purge of a whole great queue, told in one answer: how long, how far the server's memory grew, and for how long at most
 * its event loop stood still.
 */
export async function tellGreatPurge(
  { name, server }: { name: string; server: Server },
  purge: () => Promise<Response>,
): Promise<void> {
  const before = memoryMib(server.pid)
  await longestPauseMs(server)
  const began = performance.now()
  const answer = await purge()
  let bytes = 0
  let most = before
  for await (const chunk of answer.body!) {
    bytes += chunk.length
    most = Math.max(most, memoryMib(server.pid))
  }
  const ms = performance.now() - began
  const pause = await longestPauseMs(server)
  console.log(
    `\n${name}: a purge told in ${(bytes / 1e6).toFixed(1)} MB took ${Math.round(ms)} ms; the server grew from ` +
      `${Math.round(before)} to ${Math.round(most)} MiB, and its event loop paused for ${pause.toFixed(1)} ms at most ` +
      `(load ${loadavg()[0]!.toFixed(1)})`,
  )
}

/** Since it was last asked. */
async function longestPauseMs({ url }: Server): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(metrics)?.[1]) * 1000
}

/** Without the pages of files, which the system takes back when it likes. NaN where there is no /proc. */
function memoryMib(pid: number): number {
  try {
    return Number(/RssAnon:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}
