import type { Command } from 'commander'
import { type Log, makeLog } from '../../base/log.ts'
import type { Config } from '../../config.ts'
import { isLoopbackHost } from '../../local/loopback.ts'
import type { Running } from '../../serve.ts'
import { prepareDemonstration, writeBaseUrl } from '../demonstration.ts'
import { FAULTED, onEscapedFault } from '../escaped-fault.ts'
import { Misuse, tell } from '../failure.ts'
import { show, withOutput } from '../output.ts'
import { makeServiceManager } from '../service-manager.ts'
import { addSettings, configOf, FLAGS } from '../settings.ts'
import { contentsBefore, type FirstStart, welcome } from '../welcome.ts'

/** A start that hangs, say before a database that does not answer, is not waited for longer than a stop. */
const MARGIN_MS = 2000
/** Within so long a signal that comes once more from the parent that passes signals on is the same one. */
const ECHO_MS = 1000

export function addServe(program: Command): void {
  const command = program.command('serve').description('Start the server')
  withOutput(addSettings(command, FLAGS)).action(async (options) => {
    const config = configOf(options)
    const manager = makeServiceManager()
    const starting = start(config)
    stopOnSignals(starting, config, makeLog({ level: config.logLevel }), manager.stopping)
    const { running, ...facts } = await starting
    const { url } = running
    manager.ready(url)
    show(options, { url, pid: process.pid, dataDir: config.dataDir }, () =>
      welcome({ ...facts, held: running.provisor.hold.held()?.why, url, config }),
    )
  })
}

async function start(config: Config): Promise<{ running: Running } & Pick<FirstStart, 'before' | 'demo' | 'link'>> {
  if (config.demo && !config.demoAnyway && !isLoopbackHost(config.host))
    throw new Misuse(
      `The demonstration's data is for this machine, and ${config.host} is open to others`,
      'Leave --host out, or say --demo-anyway as well',
    )
  let facts: Pick<FirstStart, 'before' | 'demo' | 'link'> = { before: 'nothing', demo: undefined }
  // Imported late: no other command needs the faces.
  const { serve } = await import('../../serve.ts')
  const running = await serve(config, async (provisor) => {
    facts = config.demo
      ? await prepareDemonstration(provisor)
      : { before: await contentsBefore(provisor), demo: undefined }
  })
  if (facts.demo) await writeBaseUrl(config.dataDir, running.url, facts.demo)
  return { running, ...facts }
}

/**
 * The first signal lets what began end, up to a limit; a second one ends it at once. A fault that nobody caught ends it
 * like a signal, but without waiting for balancers, with a code of its own.
 */
function stopOnSignals(starting: Promise<{ running: Running }>, config: Config, log: Log, onStop: () => void): void {
  let askedAt: number | undefined
  const stop = (code: number, drainSeconds: number) => {
    askedAt = performance.now()
    onStop()
    process.stderr.write('provisor: stopping when the open requests have ended; once more stops at once\n')
    const limitMs = (drainSeconds + config.stopSeconds) * 1000 + MARGIN_MS
    setTimeout(() => {
      process.stderr.write(`provisor: stopped although it had not ended after ${limitMs / 1000} s\n`)
      process.exit(code || 1)
    }, limitMs).unref()
    starting
      .then(({ running }) => running.stop({ drainSeconds }))
      .then(
        () => process.exit(code),
        (failure) => {
          const told = tell(failure, false)
          process.exit(code || told)
        },
      )
  }
  const onSignal = () => {
    if (askedAt === undefined) return stop(0, config.drainSeconds)
    // A service manager tells every process of ours, and our parent, if there is one, passes it on.
    if (process.connected && performance.now() - askedAt < ECHO_MS) return
    process.exit(1)
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
  onEscapedFault(log, () => askedAt !== undefined || stop(FAULTED, 0))
}
