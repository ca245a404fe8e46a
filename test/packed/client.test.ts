import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, inject, test } from 'vitest'
import { addStory } from '../../src/demo/seed.ts'
import { listen } from '../support/listening.ts'
import type { Access } from './day.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

let folder: string
let installed: string

beforeAll(async () => {
  folder = mkdtempSync(join(inject('databases').folder, 'integrator-'))
  await run(join(root, 'scripts/pack.js'), ['--client', `--to=${folder}`])
  installed = join(folder, 'node_modules', '@provisor', 'client')
  mkdirSync(installed, { recursive: true })
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.tgz'))
  await ended('tar', ['-xzf', join(folder, archive!), '-C', installed, '--strip-components=1'])
  return () => rmSync(folder, { recursive: true, force: true })
})

test('a program written only against the packed client in an empty folder does a day of work', async () => {
  const program = readFileSync(new URL('day.ts', import.meta.url), 'utf8')
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content)
  write('package.json', '{"type":"module"}')
  write('day.ts', program.replace('../../client/src/index.ts', '@provisor/client'))
  write('main.mjs', MAIN)
  await run(join(root, 'node_modules/typescript/bin/tsc'), [...STRICT, 'day.ts'])

  const app = await listen()
  await addStory(app.provisor)
  const { username, password } = app.demo.admin
  const access: Access = { baseUrl: `http://127.0.0.1:${app.port}`, token: app.demo.token, username, password }
  expect(JSON.parse(await run('main.mjs', [], JSON.stringify(access)))).toEqual({
    name: 'Provisor',
    active: true,
    found: [1],
    taken: 'user_email_taken',
    amount: '129.50',
    status: 'Active',
    domain: 'new.test',
    services: 201,
    attention: true,
    allRetried: true,
    tried: 1,
    ticket: 'Answered',
    replies: ['It is back'],
    seconds: 900,
    same: true,
    starts: ['QUEUED'],
    signedIn: { wrong: 'sign_in_refused', name: username, wrote: true, after: 'unauthenticated' },
    nobody: 'unreachable',
  })
})

test('what is packed is one file for browsers, the types and what to read, and needs nothing', () => {
  const code = readFileSync(join(installed, 'dist/index.js'), 'utf8')
  expect(code).not.toMatch(/\bfrom\s*["']|\bimport\s*[("']|\brequire\(|\bnode:|\bprocess\.|\bBuffer\b/)
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).map((file) => file.replaceAll('\\', '/'))
  const others = files.filter((file) => !/^dist(\/[\w-]+\.d\.ts)?$/.test(file))
  expect(others.sort()).toEqual(['LICENSE', 'README.md', 'dist/index.js', 'package.json'])
  const described = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  for (const field of ['dependencies', 'peerDependencies', 'scripts']) expect(described).not.toHaveProperty(field)
  // Names that each compiler and bundler finds, not only the newest.
  for (const file of files.filter((name) => name.endsWith('.d.ts')))
    expect(readFileSync(join(installed, file), 'utf8')).not.toMatch(/["']\.\/[^"']*(?<!\.js)["']/)
})

/** What comes with a project that is begun today, and checks the types of its packages as well. */
const STRICT =
  '--strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess --skipLibCheck false --types --lib es2023,dom,dom.iterable --target es2022 --module nodenext --moduleResolution nodenext'.split(
    ' ',
  )

const MAIN = `
import { readFileSync } from 'node:fs'
import { day } from './day.js'
process.stdout.write(JSON.stringify(await day(JSON.parse(readFileSync(0, 'utf8')))))
`

/** A program on this Node.js, in the empty folder. */
const run = (file: string, args: string[], input = '') => ended(process.execPath, [file, ...args], input)

async function ended(command: string, args: string[], input = ''): Promise<string> {
  const child = spawn(command, args, { cwd: folder })
  const closed = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  child.stdin.on('error', () => {}).end(input)
  const [said, complaints, code] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${said}${complaints}`)
  return said
}
