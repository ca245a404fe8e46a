import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { type LogDestination, makeLog } from '../../src/base/log.ts'
import type { GivenSettings } from '../../src/config.ts'
import { type Callers, contractPlace, readCallers } from '../contract/whmcs/callers.ts'
import { startApp, type TestApp } from './app.ts'
import type { Engine, Template } from './databases.ts'
import { sqlite } from './databases-sqlite.ts'

export type Listening = TestApp & {
  port: number
  callers: Callers
  /** What was logged, a line each. */
  logged: Record<string, unknown>[]
}

/** The whole product on a port of its own, with the demonstration data, until the test ends. */
export async function listen(
  settings: GivenSettings = {},
  engine: Engine = sqlite,
  template: Template = contractPlace,
): Promise<Listening> {
  const place = await engine.fresh(template)
  const logged: Record<string, unknown>[] = []
  const destination: LogDestination = { write: (line) => logged.push(JSON.parse(line)) }
  const app = await startApp(place, settings, makeLog({ level: 'info', destination }))
  onTestFinished(async () => {
    app.http.server.closeAllConnections()
    await app.close()
    await place.drop()
  })
  await app.http.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.http.server.address() as AddressInfo
  return { ...app, port, callers: readCallers(place.dataDir), logged }
}

/** The documented request for the module queue. */
export const queueForm = ({ callers }: Pick<Listening, 'callers'>, more: Record<string, string> = {}) => ({
  ...callers.full,
  action: 'GetModuleQueue',
  moduleName: 'cpanel',
  responsetype: 'json',
  ...more,
})

export const encoded = (form: Record<string, string>): string => new URLSearchParams(form).toString()

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

/** One request, on a connection of its own if no agent is given. */
export async function ask(
  { port }: Pick<Listening, 'port'>,
  options: RequestOptions & { body?: string | Buffer },
): Promise<Answer> {
  const { body, ...rest } = options
  const request = httpRequest({ host: '127.0.0.1', port, path: '/includes/api.php', agent: false, ...rest })
  request.end(body)
  const [response] = await once(request, 'response')
  // A server that has answered need not read the rest.
  request.on('error', () => {})
  return { status: response.statusCode, headers: response.headers, body: await text(response) }
}

export const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' }

export const post = (
  app: Pick<Listening, 'port'>,
  form: Record<string, string>,
  headers: Record<string, string | string[]> = {},
): Promise<Answer> => ask(app, { method: 'POST', headers: { ...FORM_TYPE, ...headers }, body: encoded(form) })

/** Both ends of a bare connection, for what no client would send. */
export async function dial({ http, port }: Listening): Promise<{ client: Socket; server: Socket }> {
  const accepted = once(http.server, 'connection')
  const client = connect(port, '127.0.0.1')
  onTestFinished(() => void client.destroy())
  const [server] = await accepted
  return { client, server }
}

/** Sends these bytes, and gives what comes back until the server ends the connection. */
export async function exchange(app: Listening, ...bytes: (string | Buffer)[]): Promise<string> {
  const { client } = await dial(app)
  for (const part of bytes) client.write(part)
  const chunks: Buffer[] = []
  client.on('data', (chunk) => chunks.push(chunk))
  await closed(client)
  return Buffer.concat(chunks).toString('latin1')
}

/** When the connection is over, however it ended. */
export const closed = (socket: Socket): Promise<void> =>
  new Promise((resolve) => socket.on('error', () => {}).on('close', () => resolve()))
