import { execFile, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Listening, listen } from '../support/listening.ts'

const examples = fileURLToPath(new URL('../../examples/', import.meta.url))
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0

const CHAINS = [
  '/w/modules/addons/wbteampro/api.php/v1/projects/219/whmcstickets/json',
  '/modules/addons/wbteampro/api/v1/projects/219/whmcstickets/json',
  '/a/b/modules/addons/wbteampro/api.php?action=v1.projects.219.whmcstickets.json',
  '/modules/addons/wbteampro/api.php/v1%2Fprojects/219/whmcstickets/json',
]
const ODD = '{"search":"50% & 1/2 é"}'

/** What the examples promise: each form of address arrives as it was sent, and the client's address is the real one. */
async function expectPassedOn(port: number, { demo }: Listening): Promise<void> {
  const { username, passwordMd5 } = demo.wbteampro
  for (const chain of CHAINS) {
    const login = `${chain.includes('?') ? '&' : '?'}username=${username}&password=${passwordMd5}`
    const answer = await fetch(`http://127.0.0.1:${port}${chain}${login}`)
    expect(await answer.json()).toMatchObject({ request: { action: 'projects/219/whmcstickets', code: 200 } })
  }
  const query = `params=${encodeURIComponent(ODD)}&username=${username}&password=${passwordMd5}`
  const odd = await fetch(`http://127.0.0.1:${port}/modules/addons/wbteampro/api.php/v1/projects/json?${query}`)
  expect(await odd.json()).toMatchObject({ response: { data: { filters: { search: '50% & 1/2 é' } } } })
  const { identifier, secret } = demo.whmcs
  const whmcs = await fetch(`http://127.0.0.1:${port}/w/includes/api.php`, {
    method: 'POST',
    body: new URLSearchParams({ identifier, secret, action: 'GetServers', responsetype: 'json' }),
  })
  expect(await whmcs.json()).toMatchObject({ result: 'success' })
  expect((await fetch(`http://127.0.0.1:${port}/w/modules/addons/wbteampro/sandbox.php`)).status).toBe(200)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Runs a web server in the foreground, in a folder of its own, until the test ends. */
async function runWith(
  program: string,
  config: (folder: string) => string,
  args: (file: string, folder: string) => string[],
) {
  const folder = mkdtempSync(join(tmpdir(), 'provisor-proxy-'))
  const file = join(folder, 'server.conf')
  writeFileSync(file, config(folder))
  const child = spawn(program, args(file, folder), { stdio: 'ignore' })
  onTestFinished(async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill()
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
}

const listening = (port: number) =>
  vi.waitFor(
    async () => expect((await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined))?.status).toBeDefined(),
    {
      timeout: 10_000,
    },
  )

const exampleWith = (name: string, port: number, provisor: number) =>
  readFileSync(`${examples}${name}`, 'utf8')
    .replaceAll('127.0.0.1:8080', `127.0.0.1:${provisor}`)
    .replace('listen 80;', `listen 127.0.0.1:${port};`)

/** Needs nginx, which nothing else here does: skipped on machines without it. */
test.skipIf(!has('nginx', '-v'))('nginx with examples/nginx.conf passes every form of address on', async () => {
  const app = await listen({ trustedProxies: '127.0.0.1' })
  const port = await freePort()
  await runWith(
    'nginx',
    (folder) => {
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      const paths = temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')
      const http = exampleWith('nginx.conf', port, app.port)
      return `pid ${folder}/pid; error_log ${folder}/error.log;\nevents {}\nhttp { access_log off; ${paths}\n${http} }\n`
    },
    (file, folder) => ['-c', file, '-p', folder, '-g', 'daemon off;'],
  )
  await listening(port)
  await expectPassedOn(port, app)
})

const MODULES = '/usr/lib/apache2/modules'

/** Needs Apache as Debian packs it: skipped on machines without it. */
test.skipIf(!has('apache2', '-v'))('Apache with examples/apache.conf passes every form of address on', async () => {
  const app = await listen({ trustedProxies: '127.0.0.1' })
  const port = await freePort()
  await runWith(
    'apache2',
    (folder) => {
      const modules = ['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'rewrite', 'headers']
      const loads = modules.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`).join('\n')
      const host = exampleWith('apache.conf', port, app.port).replace('logs/provisor.log', `${folder}/access.log`)
      return `ServerName x\nServerRoot ${folder}\nPidFile ${folder}/pid\nDefaultRuntimeDir ${folder}\nErrorLog ${folder}/error.log
Listen 127.0.0.1:${port}\n${loads}\n<VirtualHost *:${port}>\n${host}\n</VirtualHost>\n`
    },
    (file) => ['-f', file, '-D', 'FOREGROUND'],
  )
  await listening(port)
  await expectPassedOn(port, app)
})

/** Needs PHP: skipped on machines without it. */
describe.skipIf(!has('php', '--version'))('examples/sandbox.php', () => {
  const php = async (...args: string[]) =>
    promisify(execFile)('php', [`${examples}sandbox.php`, ...args]).catch(
      (failure) => failure as { stdout: string; stderr: string; code: number },
    )

  test('asks, parses and says what came back', async () => {
    const app = await listen()
    const { username, password } = app.demo.admin
    const url = `http://127.0.0.1:${app.port}/modules/addons/wbteampro/api.php`
    const read = await php(url, username, password, 'projects/219/whmcstickets')
    expect(read.stdout).toMatch(/^200 Success\n/)
    expect(JSON.parse(read.stdout.slice(read.stdout.indexOf('{'))).data.total).toBe(1)
    const changed = await php(url, username, password, 'actions/12', 'put', '{"action_notes":"it\'s \\"Zoë\\""}')
    expect(changed.stdout).toContain('it\'s \\"Zoë\\"')
    expect(await php(url, username, 'guess')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^401 Authentication Failed/),
    })
    expect(await php(url, username, password, 'projects', 'get', '{')).toMatchObject({
      code: 1,
      stderr: 'Syntax error\n',
    })
  })

  test('reads a list of several pages to its end', async () => {
    const app = await listen()
    const { username, password } = app.demo.admin
    const url = `http://127.0.0.1:${app.port}/modules/addons/wbteampro/api.php`
    const code = `require '${examples}sandbox.php'; echo count(remoteRows('${url}', '${username}', '${password}', 'actions', ['limit' => 3]));`
    const { stdout } = await promisify(execFile)('php', ['-r', code])
    const all = await php(url, username, password, 'actions')
    expect(Number(stdout)).toBe(JSON.parse(all.stdout.slice(all.stdout.indexOf('{'))).data.total)
    expect(Number(stdout)).toBeGreaterThan(3)
  })
})
