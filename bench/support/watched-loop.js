// Loaded into the product before it starts: over the channel of its parent it tells the longest turns of the event loop
// since it was last asked, in milliseconds of time and of processor, and the most memory it has held since.

const busy = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let watched
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
}, 1).unref()

process.on('message', () => {
  process.send(watched)
  reset()
})
process.on('disconnect', () => process.exit())
