import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

const tickMs = 1000 / Number(ticksPerSecond())

/**
 * Milliseconds of processor that this process and all below it (database servers, Redis) have used: what a busy machine
 * changes least. Undefined where there is no /proc.
 */
export function cpuUsedMs(): number | undefined {
  if (process.platform !== 'linux') return undefined
  const found = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? statOf(Number(name)) : []))
  const parents = new Map(found.map(({ pid, parent }) => [pid, parent]))
  const isOurs = (pid: number): boolean => {
    for (let at: number | undefined = pid; at; at = parents.get(at)) if (at === process.pid) return true
    return false
  }
  return found.reduce((sum, { pid, ticks }) => (isOurs(pid) ? sum + ticks * tickMs : sum), 0)
}

/** Its children that have ended count as its own. */
function statOf(pid: number): { pid: number; parent: number; ticks: number }[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    return [{ pid, parent: fields[1]!, ticks: fields[11]! + fields[12]! + fields[13]! + fields[14]! }]
  } catch {
    return [] // it has ended
  }
}

function ticksPerSecond(): string {
  try {
    return execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' })
  } catch {
    return '100'
  }
}
