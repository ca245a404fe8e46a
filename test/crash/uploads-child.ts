// A process that takes an upload and stops at a named moment, told by its arguments: data folder, url or '', moment.
// It says so, and waits to be killed.
import { writeSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { makeLog } from '../../src/base/log.ts'
import { parseConfig } from '../../src/config.ts'
import { openProvisor } from '../../src/open.ts'

const [dataDir = '', databaseUrl = '', moment = ''] = process.argv.slice(2)
const config = parseConfig({ dataDir, databaseUrl, logLevel: 'silent' }, {})
const { files } = await openProvisor(config, makeLog({ level: 'silent' }))

async function reach(name: string): Promise<void> {
  if (name !== moment) return
  writeSync(1, `${name}\n`)
  await sleep(2 ** 31 - 1)
}

async function* upload(): AsyncGenerator<Uint8Array> {
  for (let piece = 0; piece < 8; piece++) {
    yield Buffer.alloc(200 * 1024, piece)
    if (piece === 4) await reach('half')
  }
}

await files.receiving([upload()], () => reach('arrived'))
