// Can strangers hold the server up? Each of these bodies is sent to each face in a loop, by many at once and without
// credentials, while somebody asks whether the server is well. Told are the longest turns of the server's event loop (of
// processor, which a busy machine changes least, and of time), the longest wait for /healthz, and the most memory held.
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const small = process.argv.includes('--small')
const only = process.argv
  .find((argument) => argument.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',')
const BYTES = (small ? 2 : 15) * 1024 * 1024
const MS = small ? 300 : 3000
const STRANGERS = 4
const GOALS = { pauseMs: 50, residentMiB: 250 }

const FORM = 'application/x-www-form-urlencoded'
const JSON_TYPE = 'application/json'
const FACES = {
  whmcs: { path: '/includes/api.php', types: [FORM] },
  remote: { path: '/modules/addons/wbteampro/api.php/v1/projects/json', types: [JSON_TYPE, FORM] },
  native: { path: '/api/v1/projects', types: [JSON_TYPE] },
  aculab: { path: '/service_start', types: [FORM] },
  callbacks: { path: '/callbacks/1', types: [JSON_TYPE] },
}

const filled = (unit: string, before = '', after = '') => {
  const times = Math.floor((BYTES - before.length - after.length) / Buffer.byteLength(unit))
  return Buffer.from(before + unit.repeat(times) + after)
}
const names = (one: (index: number) => string, by: string) =>
  Array.from({ length: BYTES / 16 }, (_, index) => one(index)).join(by)

/** Made when they are wanted: all together they would be larger than the server may be. */
const BODIES: Record<string, Record<string, () => Buffer>> = {
  [FORM]: {
    'plus signs': () => filled('+', 'a='),
    escapes: () => filled('%41', 'a='),
    'characters in escapes': () => filled('%E2%82%AC', 'a='),
    ampersands: () => filled('&'),
    'open brackets': () => filled('[', 'a'),
    'one long value': () => filled('x', 'action=', '€'),
    'a long format': () => filled('X', 'responsetype='),
    'many names': () => Buffer.from(names((index) => `name${index}=1`, '&')),
    'serialised for PHP': () =>
      Buffer.from(`customfields=${Buffer.from(filled('a:1:{i:0;')).toString('base64').slice(0, BYTES)}`),
    'JSON in a field': () => filled('[', 'params='),
    // The last one: it is a guess, and whoever guesses is banned, so that nothing is read any more.
    'a long user name': () => filled('X', `password=${'0'.repeat(32)}&username=`),
  },
  [JSON_TYPE]: {
    brackets: () => filled('['),
    'objects in objects': () => filled('{"a":'),
    numbers: () => filled('0,', '[', '0]'),
    'empty objects': () => filled('{},', '[', '{}]'),
    'one long string': () => filled('x', '{"a":"', '€"}'),
    escapes: () => filled('\\u0041', '{"a":"', '"}'),
    'one long number': () => filled('1'),
    blanks: () => filled(' ', '[', ']'),
    'many names': () => Buffer.from(`{${names((index) => `"name${index}":1`, ',')}}`),
  },
}

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const server = await startServer()
const agent = new Agent({ keepAlive: true, maxSockets: STRANGERS + 1 })
try {
  const url = await addressOf(server)
  const { residentMiB: idleMiB } = await watched()
  let pauseMs = 0
  let residentMiB = 0
  for (const [face, { path, types }] of Object.entries(FACES)) {
    if (only && !only.includes(face)) continue
    for (const type of types)
      for (const [what, make] of Object.entries(BODIES[type]!)) {
        const told = await attack(`${url}${path}`, `${url}/healthz`, type, make())
        pauseMs = Math.max(pauseMs, told.busyMs)
        residentMiB = Math.max(residentMiB, told.residentMiB)
        console.log(
          `${face.padEnd(10)}${(type === FORM ? 'form: ' : 'JSON: ') + what}`.padEnd(42) +
            `${told.answers}`.padEnd(24) +
            `longest turn ${ms(told.busyMs)} (${ms(told.pauseMs)} of time), healthz ${ms(told.healthMs)}, ` +
            `${Math.round(told.residentMiB)} MiB`,
        )
      }
  }
  console.log(`longest turn of all: ${ms(pauseMs)} of processor (goal: ${GOALS.pauseMs} ms)`)
  console.log(
    `most memory of all: ${Math.round(residentMiB)} MiB (goal: ${GOALS.residentMiB} MiB), ${Math.round(idleMiB)} MiB before`,
  )
} finally {
  agent.destroy()
  server.disconnect()
  await once(server, 'exit')
  rmSync(folder, { recursive: true, force: true })
}

type Watched = { pauseMs: number; busyMs: number; residentMiB: number }

/** As it is published: the sources take more memory, for what strips their types. */
async function startServer(): Promise<ChildProcess> {
  const builder = new URL('../scripts/lib/build.js', import.meta.url).href
  await ((await import(builder)) as { ensureBuilt(): Promise<void> }).ensureBuilt()
  const program = fileURLToPath(new URL('../dist/main.js', import.meta.url))
  return fork(program, ['serve', '--port', '0', '--data-dir', join(folder, 'data'), '--log-level', 'silent'], {
    execArgv: ['--import', new URL('./support/watched-loop.js', import.meta.url).href],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  for await (const text of stdout!) {
    const [, url] = /listening on (\S+)/.exec(String(text)) ?? []
    if (url) return url
  }
  throw new Error('The server does not listen')
}

/** Until the time is over. */
async function attack(url: string, healthUrl: string, type: string, body: Buffer) {
  await watched()
  const answers: Record<string, number> = {}
  const until = performance.now() + MS
  const stranger = async () => {
    while (performance.now() < until) {
      const status = await send(url, { method: 'POST', headers: { 'content-type': type } }, body)
      answers[status] = (answers[status] ?? 0) + 1
    }
  }
  let healthMs = 0
  const doctor = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      await send(healthUrl, {})
      healthMs = Math.max(healthMs, performance.now() - began)
      await pause(10)
    }
  }
  await Promise.all([doctor(), ...Array.from({ length: STRANGERS }, stranger)])
  const told = Object.entries(answers).map(([status, count]) => `${count} x ${status}`)
  return { ...(await watched()), healthMs, answers: told.join(', ') }
}

/** What became of the server's event loop since this was last asked. */
async function watched(): Promise<Watched> {
  server.send('tell')
  const [told] = (await once(server, 'message')) as [Watched]
  return told
}

/** The status, or why there is none: a server may close what it does not read. */
function send(
  url: string,
  options: { method?: string; headers?: Record<string, string> },
  body?: Buffer,
): Promise<string> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, ...options }, (response) => {
      response.on('error', () => {}).resume()
      response.on('close', () => resolve(String(response.statusCode)))
    })
    sent.on('error', (why: NodeJS.ErrnoException) => resolve(why.code ?? 'error'))
    sent.end(body)
  })
}

function ms(value: number): string {
  return `${Math.round(value)} ms`
}
