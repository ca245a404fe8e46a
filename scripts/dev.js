// The server with demonstration data in a throwaway folder, straight from src/, started anew at every change.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inRoot, root } from './lib/files.js'
import { ensureInstalled } from './lib/install.js'
import { endLike, findNode, runInOurPlace } from './lib/node.js'
import { giveUp } from './lib/program.js'

await ensureInstalled('server').catch(giveUp)
const dataDir = mkdtempSync(join(tmpdir(), 'provisor-dev-'))
const watch = ['--watch', `--watch-path=${inRoot('src')}`, '--watch-preserve-output']
const serve = [inRoot('src/main.ts'), 'serve', '--demo', '--data-dir', dataDir, ...process.argv.slice(2)]
const end = await runInOurPlace(findNode(), [...watch, ...serve], { cwd: root })
rmSync(dataDir, { recursive: true, force: true })
endLike(end)
