import { readFileSync } from 'node:fs'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { expect, test } from 'vitest'
import { demonstration } from '../support/app.ts'
import { plainEnvironment, program, startServer } from '../support/command.ts'
import { sqlite } from '../support/databases-sqlite.ts'

const NOW = { pin: '2026-07-28' }

/** The program as it is published, with demonstration data: it serves, and it is the bridge. */
async function serve() {
  const { dataDir: folder } = await sqlite.fresh(demonstration)
  const { url } = await startServer(['--data-dir', folder])
  const { token } = JSON.parse(readFileSync(`${folder}/demo.json`, 'utf8')) as { token: string }
  const bridge = async (args: readonly string[], env: Record<string, string> = {}) =>
    new StdioClientTransport({
      command: process.execPath,
      args: [await program(), 'mcp', ...args],
      env: { ...(plainEnvironment() as Record<string, string>), ...env },
      stderr: 'pipe',
    })
  return {
    http: () =>
      new StreamableHTTPClientTransport(new URL('/mcp', url), {
        requestInit: { headers: { authorization: `Bearer ${token}` } },
      }),
    here: () => bridge(['--data-dir', folder]),
    there: () => bridge(['--url', url], { PROVISOR_TOKEN: token }),
  }
}

test("the protocol's own client connects over HTTP and over the command line, in both eras, and calls tools", async () => {
  const ways = await serve()
  for (const [mode, way] of [
    ['legacy', ways.http],
    [NOW, ways.http],
    [NOW, ways.here],
    ['legacy', ways.there],
  ] as const) {
    const client = new Client({ name: 'Desk', version: '1' }, { versionNegotiation: { mode } })
    await client.connect(await way())
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(expect.arrayContaining(['queue_diagnose', 'ticket_reply']))
    // What is answered is checked against the schema of the tool by the client.
    const overview = await client.callTool({ name: 'client_overview', arguments: { clientId: 1 } })
    expect(overview).toMatchObject({ structuredContent: { email: 'client@demodomain.com' } })
    const wrong = await client.callTool({ name: 'client_overview', arguments: { clientId: 'one' } })
    expect(wrong).toMatchObject({ isError: true })
    await client.close()
  }
}, 60_000)
