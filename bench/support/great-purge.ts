import { readFileSync } from 'node:fs'
import type { Server } from './servers.ts'

/**
 * A purge of a whole great queue, told in one answer: how long, how far the server's memory grew, and how long somebody
 * else had to wait for an answer meanwhile.
 */
export async function tellGreatPurge(
  { name, server }: { name: string; server: Server },
  purge: () => Promise<Response>,
): Promise<void> {
  const before = memoryMib(server.pid)
  let most = before
  let longest = 0
  let over = false
  const look = async () => {
    while (!over) {
      const asked = performance.now()
      await (await fetch(`${server.url}/healthz`)).text()
      longest = Math.max(longest, performance.now() - asked)
      most = Math.max(most, memoryMib(server.pid))
    }
  }
  const looking = look()
  const began = performance.now()
  const answer = await purge()
  let bytes = 0
  for await (const chunk of answer.body!) bytes += chunk.length
  const ms = performance.now() - began
  over = true
  await looking
  console.log(
    `\n${name}: a purge told in ${(bytes / 1e6).toFixed(1)} MB took ${Math.round(ms)} ms; the server grew from ` +
      `${Math.round(before)} to ${Math.round(most)} MiB, and others waited at most ${longest.toFixed(1)} ms for an answer`,
  )
}

/** NaN where there is no /proc. */
function memoryMib(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return Number.NaN
  }
}
