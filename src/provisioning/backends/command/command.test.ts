import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, expect, test } from 'vitest'
import { type Bench, openBench } from '../../../../test/provisioning/bench.ts'
import { conforms, conformsAsRegistrar } from '../../../../test/provisioning/conformance.ts'
import { appears } from '../../../../test/support/appears.ts'
import { scratchName } from '../../../../test/support/scratch.ts'
import { makeCommand } from './command.ts'

/** In one file without types: it is started at every step. */
const built = mkdtempSync(scratchName('commandpanel'))
const PANEL = join(built, 'panel.mjs')
await build({
  entryPoints: [fileURLToPath(new URL('../../../../test/support/panels/command-panel.ts', import.meta.url))],
  outfile: PANEL,
  bundle: true,
  format: 'esm',
  platform: 'node',
})
afterAll(() => rmSync(built, { recursive: true }))

async function open() {
  const folder = mkdtempSync(scratchName('command'))
  const file = (name: string) => join(folder, name)
  const executable = (name: string, text: string) => writeFileSync(file(name), text, { mode: 0o700 })
  executable('panel', `#!${process.execPath}\nimport '${PANEL}'\n`)
  const read = (name: string) => JSON.parse(readFileSync(file(name), 'utf8'))
  const accounts = () => {
    try {
      const held: [string, { username: string; domain: string; product: string; state: 'active' | 'suspended' }][] =
        read('books.json').accounts
      return held.map(([, { username, domain, product, state }]) => ({ username, domain, package: product, state }))
    } catch {
      return []
    }
  }
  return {
    executable,
    read,
    backend: makeCommand({ folder }),
    server: { settings: { command: 'panel' } },
    packages: ['starter', 'plus'] as const,
    unknownPackage: 'There is no product “no-such-package”.',
    accounts,
    foreign({ username }) {
      const other = {
        marker: 'theirs',
        username,
        domain: 'x.example.net',
        product: 'starter',
        state: 'active',
        reason: '',
      }
      writeFileSync(file('books.json'), JSON.stringify({ accounts: [['theirs', other]], names: [] }))
    },
    trouble: (name, calls = 'changing') => writeFileSync(file('trouble.json'), JSON.stringify({ name, calls })),
    calm: () => rmSync(file('trouble.json'), { force: true }),
    // The command runs already, and may have fallen silent by now.
    silence: () => appears(folder, 'silent.json'),
    never: { unreachable: 'a command is there, or it is a matter of configuration' },
    close: () => rmSync(folder, { recursive: true }),
  } satisfies Bench & Record<string, unknown>
}

conforms('command', open)
conformsAsRegistrar('command', open)

/** With a command of its own. */
async function bench(script: string, server: object = {}) {
  const opened = await open()
  opened.executable('script', script)
  const one = await openBench(async () => ({ ...opened, server: { settings: { command: 'script', ...server } } }))
  const suspend = async (options = {}) =>
    (await one.run('suspend', { account: one.account(1), reason: '' }, options)).outcome
  return {
    ...one,
    ...opened,
    suspend,
    usage: async () => (await one.run('usage', { account: one.account(1) })).outcome,
  }
}

test.each<[string, string, object]>([
  ['says nothing and ends well', 'true', { class: 'unknown' }],
  ['says only what went wrong, and ends well', 'echo "no room" >&2', { class: 'unknown', text: 'no room\n' }],
  ['says that it failed', 'echo \'{"success":false,"message":"m"}\'', { class: 'permanent', text: 'm' }],
  ['answers nothing that is documented', "echo '{}'", { class: 'unknown' }],
  ['answers', 'echo \'{"status":"done","message":"m"}\'', { class: 'done', text: 'm' }],
  [
    'says what is wrong',
    'echo \'{"code":"configuration","message":"m"}\'; exit 3',
    { class: 'configuration', text: 'm' },
  ],
  ['has accepted it', 'echo \'{"status":"accepted","retry_after":9}\'', { class: 'unknown', retryAfterMs: 9000 }],
  ['says that it is done and then fails', 'echo \'{"status":"done"}\'; exit 1', { class: 'unknown' }],
  ['fails without words', 'exit 4', { class: 'unknown', text: 'script ended with status 4' }],
  ['fails with words', 'echo "no room" >&2; exit 4', { class: 'unknown', text: 'no room\n' }],
  ['asks for patience', 'echo later >&2; exit 75', { class: 'transient', text: 'later\n' }],
  ['is not allowed', 'exit 77', { class: 'authentication' }],
  ['is set up wrongly', 'exit 78', { class: 'configuration' }],
  ['will never do it', 'exit 65', { class: 'permanent' }],
  ['is killed', 'kill -9 $$', { class: 'unknown', text: 'script was killed: SIGKILL' }],
  ['reads nothing', 'exec <&-; echo \'{"status":"done"}\'', { class: 'done' }],
])('a command that %s', async (_, script, expected) => {
  expect(await (await bench(`#!/bin/sh\n${script}\n`)).suspend()).toMatchObject(expected)
})

test('a question of which nobody knows how it ended is asked again', async () => {
  expect(await (await bench('#!/bin/sh\nexit 4\n')).usage()).toMatchObject({ class: 'transient' })
})

test.each([
  ['', 'no command'],
  ['../script', 'no command'],
  ['/bin/sh', 'no command'],
  ['script; rm -rf /', 'no command'],
  ['missing', 'missing cannot be run: ENOENT'],
])('the command %j is not run', async (command, cause) => {
  const { suspend } = await bench('#!/bin/sh\n', { command })
  expect(await suspend()).toMatchObject({ class: 'configuration', cause })
})

test('what is not executable is not run', async () => {
  const { suspend } = await bench('#!/nowhere/at/all\n')
  expect(await suspend()).toMatchObject({ class: 'configuration', text: 'script cannot be run: ENOENT' })
})

test('nothing of our environment reaches it, and no argument', async () => {
  const { suspend } = await bench(
    '#!/bin/sh\necho "{\\"status\\":\\"done\\",\\"message\\":\\"$(env | cut -d= -f1 | sort | tr "\\n" " ")$#\\"}"\n',
  )
  expect((await suspend()).text).toBe('LANG PATH PWD 0')
})

test('an output without end is ended', async () => {
  const { suspend } = await bench('#!/bin/sh\nwhile :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done\n')
  expect(await suspend()).toMatchObject({ class: 'unknown', cause: 'killed: more than 1048576 bytes of output' })
})

test('what is called off ends with everything that it has started', async () => {
  const wanted = new AbortController()
  const { suspend, silence, read } = await bench(
    '#!/bin/sh\nsleep 300 &\necho $! > silent.draft; mv silent.draft silent.json\nwait\n',
  )
  const [outcome] = await Promise.all([suspend({ signal: wanted.signal }), silence().then(() => wanted.abort())])
  expect(outcome).toMatchObject({ class: 'unknown', text: 'Called off' })
  await expect.poll(() => isRunning(read('silent.json')), { timeout: 60_000 }).toBe(false)
})

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A process that has ended and waits for its parent is not running.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
