import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { FakeServer } from './fake-server.ts'
import { type FaultDial, parseFaults } from './fault.ts'

type Deed = (body: string) => unknown

/**
 * Where a person or a test turns the dials of a fake that runs on its own: on a port of its own, so that it is never
 * mistaken for the panel.
 */
export async function startControl(fake: FakeServer, port = 0) {
  const deeds: Readonly<Record<string, Deed>> = {
    'GET /__fake/journal': () => fake.journal,
    'GET /__fake/state': () => fake.model.state(),
    'GET /__fake/accounts': () => fake.model.accounts(),
    'POST /__fake/faults': (body) => {
      fake.setFaults(faultsOf(body))
      return { ok: true }
    },
    'POST /__fake/seed': (body) => {
      fake.model.seed(JSON.parse(body))
      return { ok: true }
    },
    'POST /__fake/reset': () => {
      fake.reset()
      return { ok: true }
    },
  }
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const deed = deeds[`${request.method} ${request.url}`]
    const [status, answer] = deed
      ? attempt(deed, body)
      : [404, { error: `expected one of ${Object.keys(deeds).join(', ')}` }]
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(answer)}\n`)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function attempt(deed: Deed, body: string): [number, unknown] {
  try {
    return [200, deed(body)]
  } catch (failure) {
    return [400, { error: failure instanceof Error ? failure.message : String(failure) }]
  }
}

/** The words of the command line, or the dials as a JSON list. */
const faultsOf = (body: string): FaultDial[] =>
  body.trimStart().startsWith('[') ? (JSON.parse(body) as FaultDial[]) : parseFaults(body)

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}
