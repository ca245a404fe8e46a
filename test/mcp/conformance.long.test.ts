import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request as ask, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { demonstration, startApp } from '../support/app.ts'
import { sqlite } from '../support/databases-sqlite.ts'
import { tokenWith } from '../support/mcp.ts'
import { scratchName } from '../support/scratch.ts'
import { NOT_OFFERED } from './not-offered.ts'

const run = promisify(execFile)

let url = ''
beforeAll(async () => {
  const app = await startApp(await sqlite.fresh(demonstration))
  const token = await tokenWith(app, ['*'])
  const { port } = new URL(await app.http.listen({ port: 0, host: '127.0.0.1' }))
  // The packages know no tokens: this adds one, and passes everything else on as it is.
  const proxy = createServer((asked, answer) => {
    const headers = { ...asked.headers, authorization: `Bearer ${token}` }
    const passed = ask({ port, method: asked.method, path: asked.url, headers }, (answered) => {
      answer.writeHead(answered.statusCode!, answered.headers)
      answered.on('error', () => answer.destroy()).pipe(answer)
    })
    passed.on('error', () => answer.destroy())
    asked.on('error', () => passed.destroy()).pipe(passed)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/mcp`
  return async () => {
    proxy.closeAllConnections()
    await new Promise((resolve) => proxy.close(resolve))
    await app.close()
  }
})

type Check = { id: string; status: string; errorMessage?: string }

/** What fails, as `scenario/check`, and how many scenarios there were. The exit code is 1 when anything fails. */
async function failuresOf(program: string, besides: readonly string[]): Promise<{ ran: number; failed: Set<string> }> {
  const folder = mkdtempSync(scratchName('conformance'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const args = [join(program, 'dist/index.js'), 'server', '--url', url, '-o', folder, ...besides]
  await run(process.execPath, args, { maxBuffer: 2 ** 26 }).catch((failure: { code?: unknown }) => {
    if (failure.code !== 1) throw failure
  })
  const failed = new Set<string>()
  const scenarios = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('checks.json'),
  )
  for (const file of scenarios) {
    const scenario = file.replace(/^server-|-\d{4}-\d\d-\d\dT.*$/g, '')
    const checks: Check[] = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    for (const { id, status } of checks) if (status === 'FAILURE') failed.add(`${scenario}/${id}`)
  }
  return { ran: scenarios.length, failed }
}

test('both protocols are spoken as their conformance packages want it, but for what is not offered', async () => {
  const [before, now] = await Promise.all([
    failuresOf('node_modules/@modelcontextprotocol/conformance', []),
    failuresOf('node_modules/conformance-2026', ['--requirements', '2026-07-28']),
  ])
  expect([before.ran, now.ran]).toEqual([30, 50])
  const failed = [...before.failed, ...now.failed]
  const listed = Object.values(NOT_OFFERED).flat()
  const covers = (entry: string, failure: string) => entry === failure || failure.startsWith(`${entry}/`)
  expect(failed.filter((failure) => !listed.some((entry) => covers(entry, failure)))).toEqual([])
  // What works by now is not listed.
  expect(listed.filter((entry) => !failed.some((failure) => covers(entry, failure)))).toEqual([])
}, 60_000)
