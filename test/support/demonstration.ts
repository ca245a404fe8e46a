import { SYSTEM } from '../../src/access/actor.ts'
import { makeLog } from '../../src/base/log.ts'
import { prepareDemonstration } from '../../src/cli/demonstration.ts'
import { type GivenSettings, parseConfig } from '../../src/config.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { type Opened, openProvisor } from '../../src/open.ts'
import { serve } from '../../src/serve.ts'
import type { Engine, Place, Template } from './databases.ts'
import { sqlite } from './databases-sqlite.ts'

const configOf = ({ dataDir, url: databaseUrl = '' }: Place, settings: GivenSettings) =>
  parseConfig({ dataDir, databaseUrl, port: '0', demo: true, logLevel: 'silent', ...settings }, {})

/** The demonstration with its story, as of this run. */
const story: Template = {
  name: 'story',
  async prepare(place) {
    const provisor = await openProvisor(configOf(place, {}), makeLog({ level: 'silent' }))
    await prepareDemonstration(provisor)
    await provisor.close()
  },
}

/** The demonstration as `npm start` has it, at work and by the clock of the world, until it is stopped. */
export async function startDemonstration(settings: Record<string, string> = {}, engine: Engine = sqlite) {
  const place = await engine.fresh(story)
  let demo: DemoCredentials | undefined
  let signIn!: Opened['domain']['access']['signIn']
  const running = await serve(configOf(place, settings), async (provisor) => {
    ;({ signIn } = provisor.domain.access)
    demo = (await prepareDemonstration(provisor)).demo
  })
  return {
    url: running.url,
    demo: demo!,
    /** What the start prints: it signs the administrator in once. */
    link: () => signIn.createLink(SYSTEM, demo!.admin.username),
    async stop(): Promise<void> {
      await running.stop({ drainSeconds: 0 })
      await place.drop()
    },
  }
}
