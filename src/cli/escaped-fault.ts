import type { Log } from '../base/log.ts'

/** The exit code after a fault that nobody caught (EX_SOFTWARE of sysexits.h): whoever manages the service starts it again. */
export const FAULTED = 70

/**
 * A fault that nobody caught may have left anything half done in memory, so the process must not go on for long. It is
 * told with its stack, and `stop` ends in order what can still end: others' requests are not at fault.
 */
export function onEscapedFault(log: Log, stop: () => void): void {
  process.on('uncaughtException', (fault, origin) => {
    log.fatal({ err: fault, origin }, 'a fault that nobody caught: the server stops')
    stop()
  })
}
