// The product, with an eye on its event loop: over the channel of its parent it tells the longest turns since it was last
// asked, in milliseconds of time and of processor, and the most memory it has held since.
import { parseConfig } from '../../src/config.ts'
import { serve } from '../../src/serve.ts'

export type Watched = { pauseMs: number; busyMs: number; residentMiB: number }

const [, , dataDir] = process.argv as [string, string, string]
const server = await serve(parseConfig({ dataDir, port: '0', logLevel: 'silent' }, {}))

const busy = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let watched: Watched
let lastAt = 0
let lastBusy = 0
const reset = () => {
  watched = { pauseMs: 0, busyMs: 0, residentMiB: 0 }
  lastAt = performance.now()
  lastBusy = busy()
}
reset()
// A timer of a millisecond comes once for each turn that is longer.
setInterval(() => {
  const at = performance.now()
  const used = busy()
  watched.pauseMs = Math.max(watched.pauseMs, at - lastAt)
  watched.busyMs = Math.max(watched.busyMs, used - lastBusy)
  watched.residentMiB = Math.max(watched.residentMiB, process.memoryUsage.rss() / 1024 / 1024)
  lastAt = at
  lastBusy = used
}, 1)

process.on('message', () => {
  process.send!(watched)
  reset()
})
process.on('disconnect', () => process.exit())
process.send!(server.url)
