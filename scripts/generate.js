// Writes the files that are made from the code (scripts/generators/). With --check only says which ones differ.

import { ensureInstalled } from './lib/install.js'
import { endLike } from './lib/node.js'
import { giveUp, runProgram } from './lib/program.js'

await ensureInstalled('everything').catch(giveUp)
endLike(await runProgram('scripts/generators/run.ts', process.argv.slice(2)))
