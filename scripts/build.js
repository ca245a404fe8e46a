// What gets published: dist/ made anew, with the types of what the package exports.

import { rmSync } from 'node:fs'
import { ensureBuilt } from './lib/build.js'
import { inRoot } from './lib/files.js'
import { ensureInstalled } from './lib/install.js'
import { endLike } from './lib/node.js'
import { giveUp, isThere, typescript } from './lib/program.js'

await ensureInstalled('everything').catch(giveUp)
rmSync(inRoot('dist'), { recursive: true, force: true })
await ensureBuilt().catch(giveUp)
if (isThere('src/index.ts')) {
  const output = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', 'src', '--outDir', 'dist']
  endLike(await typescript(['-p', 'scripts/published.json', ...output]))
}
