// Makes what is published, in packed/: the server and its client. Scripts of packages are off, so both are built first.

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { inRoot, root } from './lib/files.js'
import { ensureInstalled } from './lib/install.js'
import { runInOurPlace } from './lib/node.js'
import { giveUp, runProgram, typescript } from './lib/program.js'

const onlyClient = process.argv.includes('--client')
const target = process.argv.find((argument) => argument.startsWith('--to='))?.slice('--to='.length) ?? inRoot('packed')

await ensureInstalled('everything').catch(giveUp)
if (!onlyClient) await step('building the server', runProgram('scripts/build.js'))
await buildClient()
mkdirSync(target, { recursive: true })
for (const folder of onlyClient ? ['client'] : ['.', 'client'])
  await step(
    `packing ${folder}`,
    runInOurPlace('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', target], {
      cwd: inRoot(folder),
      shell: process.platform === 'win32',
    }),
  )

/** One file for Node.js and browsers, and the types. */
async function buildClient() {
  rmSync(inRoot('client/dist'), { recursive: true, force: true })
  const esbuild = await import('esbuild')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['client/src/index.ts'],
    outfile: 'client/dist/index.js',
    bundle: true,
    format: 'esm',
    target: 'es2022',
    logLevel: 'warning',
  })
  await esbuild.stop()
  await step('writing the types of the client', typescript(['-p', 'client']))
  nameTypesByWhatIsThere(inRoot('client/dist'))
}

/** The compiler leaves names of sources in types, which are not in the package: few tools find what is meant. */
function nameTypesByWhatIsThere(folder) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.d.ts'))) {
    const file = `${folder}/${name}`
    const types = readFileSync(file, 'utf8')
    writeFileSync(file, types.replace(/((?:from |import\()['"]\.[^'"]*)\.ts(?=['"])/g, '$1.js'))
  }
}

async function step(what, running) {
  const { code } = await running
  if (code !== 0) giveUp(new Error(`${what} failed`))
}
