import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

test.each([
  ['client/test', 'what must compile compiles, and what must not does not'],
  ['client', 'the client uses nothing but what browsers have, too'],
])('types of %s: %s', (project) => {
  const compiler = ['node_modules/typescript/bin/tsc', '--noEmit', '--emitDeclarationOnly', 'false', '-p', project]
  const { stdout, status } = spawnSync(process.execPath, compiler, { cwd: root, encoding: 'utf8' })
  expect({ complaints: stdout, status }).toEqual({ complaints: '', status: 0 })
})
