import { mkdtempSync, rmSync } from 'node:fs'
import { prepareDemonstration } from '../../src/cli/demonstration.ts'
import { parseConfig } from '../../src/config.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { serve } from '../../src/serve.ts'
import { scratchName } from './scratch.ts'

/** The demonstration as `npm start` has it, at work and by the clock of the world, until it is stopped. */
export async function startDemonstration(settings: Record<string, string> = {}) {
  const folder = mkdtempSync(scratchName('demo'))
  const config = parseConfig({ dataDir: `${folder}/data`, port: '0', demo: true, logLevel: 'silent', ...settings }, {})
  let demo: DemoCredentials | undefined
  const running = await serve(config, async (provisor) => {
    demo = (await prepareDemonstration(provisor)).demo
  })
  return {
    url: running.url,
    demo: demo!,
    async stop(): Promise<void> {
      await running.stop({ drainSeconds: 0 })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
