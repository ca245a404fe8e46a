// A process that carries bulk actions out until none is left, told by its arguments: data folder, url or '', and the number of
// the action. Says how many of it are done whenever it looks, and ends when it is.
import { writeSync } from 'node:fs'
import { SYSTEM } from '../../src/access/actor.ts'
import { makeLog } from '../../src/base/log.ts'
import { parseConfig } from '../../src/config.ts'
import { openProvisor } from '../../src/open.ts'
import { forgetTheDead } from './forget-the-dead.ts'

const [dataDir = '', databaseUrl = '', id = ''] = process.argv.slice(2)
const config = parseConfig({ dataDir, databaseUrl, logLevel: 'error' }, {})
const provisor = await openProvisor(config, makeLog({ level: config.logLevel }))
await forgetTheDead(provisor)
await provisor.background.bulk.start()

for (;;) {
  const { state, succeeded } = await provisor.domain.bulk.get(SYSTEM, Number(id))
  writeSync(1, `${succeeded}\n`)
  if (state !== 'running') break
  await new Promise((resolve) => setTimeout(resolve, 2))
}
await provisor.close()
