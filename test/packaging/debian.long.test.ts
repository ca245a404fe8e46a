import { spawnSync } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { scratchName } from '../support/scratch.ts'

const script = fileURLToPath(new URL('../../scripts/pack-debian.js', import.meta.url))

test.skipIf(spawnSync('dpkg-deb', ['--version']).status !== 0)(
  'the package is the same twice, and what is in it runs without anything else',
  { timeout: 1_200_000 },
  () => {
    const folder = mkdtempSync(scratchName('debian'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const made = ['one', 'two'].map((name) => {
      const to = join(folder, name)
      const { status, stderr } = spawnSync(process.execPath, [script, `--to=${to}`], { encoding: 'utf8' })
      expect(status, stderr).toBe(0)
      return join(to, readdirSync(to)[0]!)
    })
    const [first, second] = made.map((file) => hash('sha256', readFileSync(file)))
    expect(first).toBe(second)
    const tree = join(folder, 'tree')
    expect(spawnSync('dpkg-deb', ['-x', made[0]!, tree]).status).toBe(0)
    const [node, program] = ['node', 'bin/provisor.js'].map((name) => join(tree, 'usr/lib/provisor', name))
    const env = { PATH: '/nowhere', PROVISOR_DATA_DIR: join(folder, 'data') }
    const run = (...words: string[]) => spawnSync(node!, [program!, ...words], { env, encoding: 'utf8', cwd: folder })
    expect(run('migrate')).toMatchObject({ status: 0 })
    expect(run('staff', 'create', 'ada', '--role', 'Full Administrator', '--no-password').stderr).toBe('')
    expect(run('staff', 'list').stdout).toContain('ada')
  },
)
