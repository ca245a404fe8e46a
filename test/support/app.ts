import { onTestFinished } from 'vitest'
import { type Log, makeLog } from '../../src/base/log.ts'
import { type GivenSettings, parseConfig } from '../../src/config.ts'
import { readDemo, seedDemo } from '../../src/demo/seed.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { makeFaces } from '../../src/faces.ts'
import { openProvisor } from '../../src/open.ts'
import { fixedClock } from './clock.ts'
import type { Place, Template } from './databases.ts'

/** The instant at which every in-process test starts. */
export const NOW = Date.UTC(2026, 1, 3, 10, 11, 12)

export type TestApp = Awaited<ReturnType<typeof startApp>>

/** The whole product over one place, without a socket: requests go in with `http.inject`. */
export async function startApp(place: Place, settings: GivenSettings = {}, log?: Log) {
  const clock = fixedClock(NOW)
  // Tests guess wrong on purpose, and their clock stands still.
  const given: GivenSettings = {
    dataDir: place.dataDir,
    databaseUrl: place.url ?? '',
    logLevel: 'silent',
    guessDelaySeconds: '0',
    ...settings,
  }
  const config = parseConfig(given, {})
  const provisor = await openProvisor(config, log ?? makeLog({ level: config.logLevel }), clock)
  const http = makeFaces(provisor)
  await http.ready()
  return {
    clock,
    provisor,
    http,
    demo: readDemo(place.dataDir) as DemoCredentials,
    async close() {
      await http.close()
      await provisor.close()
    },
  }
}

/** The same, closed when the test ends. */
export async function openApp(place: Place, settings: GivenSettings = {}): Promise<TestApp> {
  const app = await startApp(place, settings)
  onTestFinished(() => app.close())
  return app
}

/** A place that holds the demonstration data, as of `NOW`. */
export const demonstration: Template = {
  name: 'demo',
  async prepare(place) {
    const app = await startApp(place)
    await seedDemo(app.provisor)
    await app.close()
  },
}
