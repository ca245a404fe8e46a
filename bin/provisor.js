#!/usr/bin/env node
// Starts Provisor. Any Node from 18 on can read this file: in a clone it installs and builds what is missing and goes on
// with the Node.js that the clone brings along; a published package comes built and just runs.

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const oldest = 24
const isClone = existsSync(new URL('../src', import.meta.url))
const isChild = process.env.PROVISOR_LAUNCHED === '1'

if (isChild) endWithParent()
else if (isClone) await prepareClone().catch(giveUp)

if (Number.parseInt(process.versions.node, 10) >= oldest) {
  if (isClone && !isChild) await endWithNpm()
  await startSwiftly()
  await import('../dist/main.js')
} else if (isClone) await runOnBundledNode().catch(giveUp)
else giveUp(new Error(`Provisor needs Node.js ${oldest} or newer; this is ${process.version}.`))

/** From the second start on the program is compiled already, where its folder can be written. */
async function startSwiftly() {
  const [{ enableCompileCache }, { setFlagsFromString }] = await Promise.all([import('node:module'), import('node:v8')])
  enableCompileCache(fileURLToPath(new URL('../dist/.compiled', import.meta.url)))
  // What starting throws away would otherwise widen V8's nursery for good, by 8 MiB of an idle server's memory.
  setFlagsFromString('--semi-space-growth-factor=1')
  setTimeout(() => setFlagsFromString('--semi-space-growth-factor=2'), 10_000).unref()
}

async function prepareClone() {
  const { ensureInstalled } = await import('../scripts/lib/install.js')
  const { ensureBuilt } = await import('../scripts/lib/build.js')
  await ensureInstalled('server')
  await ensureBuilt()
}

async function runOnBundledNode() {
  const { endLike, findNode, runInOurPlace } = await import('../scripts/lib/node.js')
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)]
  const env = { ...process.env, PROVISOR_LAUNCHED: '1' }
  endLike(await runInOurPlace(findNode(), args, { env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }))
}

async function endWithNpm() {
  const { whenNpmIsGone } = await import('../scripts/lib/node.js')
  whenNpmIsGone(() => process.kill(process.pid, 'SIGTERM'))
}

/** The channel to the parent closes however the parent ends, by SIGKILL too. Who stops in order has limits of its own. */
function endWithParent() {
  delete process.env.PROVISOR_LAUNCHED
  const stop = () => process.kill(process.pid, 'SIGTERM')
  if (!process.connected) return stop()
  process.once('disconnect', stop)
  process.channel.unref()
}

function giveUp(error) {
  console.error(`provisor: ${error.message}`)
  process.exit(1)
}
