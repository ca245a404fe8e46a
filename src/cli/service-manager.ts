import { execFile } from 'node:child_process'
import { serviceManager } from '../config.ts'

/** Half of the time after which systemd takes a process that says nothing for hung, as its manual advises. */
const SHARE = 2

/**
 * Tells systemd that the server listens, that it is still there, and that it stops; nothing where no service manager asks
 * for it (`Type=notify`, `WatchdogSec=`: systemd.service(5), sd_notify(3)). Node has no datagrams over Unix sockets, so the
 * program that comes with systemd speaks; where that is not, nothing is told, and a unit has `Type=exec`.
 */
export function makeServiceManager({ listens, withinMs } = serviceManager()) {
  const tell = (...words: string[]) => {
    if (listens) execFile('systemd-notify', words, { timeout: 5000 }, () => {})
  }
  const everyMs = listens ? withinMs / SHARE : 0
  let beating: NodeJS.Timeout | undefined
  return {
    ready(url: string): void {
      tell('--ready', `--status=Listening on ${url}`)
      if (everyMs >= 1000) beating = setInterval(() => tell('WATCHDOG=1'), everyMs).unref()
    },
    stopping(): void {
      clearInterval(beating)
      tell('--stopping', '--status=Ending what began')
    },
  }
}
