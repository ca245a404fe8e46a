import { SYSTEM } from '../../src/access/actor.ts'
import { prepareDemonstration } from '../../src/cli/demonstration.ts'
import { parseConfig } from '../../src/config.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import type { Opened } from '../../src/open.ts'
import { serve } from '../../src/serve.ts'
import type { Engine } from './databases.ts'
import { sqlite } from './databases-sqlite.ts'

/** The demonstration as `npm start` has it, at work and by the clock of the world, until it is stopped. */
export async function startDemonstration(settings: Record<string, string> = {}, engine: Engine = sqlite) {
  const place = await engine.fresh()
  const { dataDir, url: databaseUrl = '' } = place
  const config = parseConfig({ dataDir, databaseUrl, port: '0', demo: true, logLevel: 'silent', ...settings }, {})
  let demo: DemoCredentials | undefined
  let signIn!: Opened['domain']['access']['signIn']
  const running = await serve(config, async (provisor) => {
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
