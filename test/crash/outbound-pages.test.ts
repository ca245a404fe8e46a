import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { checkWebhook, parseWebhookSecrets } from '../../src/base/webhook-signature.ts'
import { startApp } from '../support/app.ts'
import { startServer } from '../support/command.ts'
import { forEachEngine, type Place } from '../support/databases.ts'
import { PASSWORD } from '../support/outbound.ts'

type Asked = { path: string; info: Record<string, unknown>; headers: IncomingMessage['headers']; json: string }

/** An application on a port of its own, which answers its first page only when it is told to. */
async function openApplication() {
  const asked: Asked[] = []
  let answers = false
  const heard = new EventTarget()
  const server = createServer(async (request, response) => {
    const url = new URL(request.url!, 'http://application')
    const json = request.method === 'GET' ? url.searchParams.get('instance_info')! : await text(request)
    asked.push({ path: url.pathname, info: JSON.parse(json), headers: request.headers, json })
    heard.dispatchEvent(new Event('asked'))
    if (url.pathname !== '/first' || answers) response.end(JSON.stringify({ actions: [], return_code: 5 }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: () => {
      answers = true
    },
    async until(path: string, times: number): Promise<void> {
      while (asked.filter((one) => one.path === path).length < times) await once(heard, 'asked')
    },
  }
}

forEachEngine((engine) => {
  test('pages are asked over the network, and the final one also when the server was killed in between', async () => {
    const application = await openApplication()
    const place: Place = await engine.fresh()
    const app = await startApp(place)
    const { outbound } = app.provisor.domain
    const { account } = await outbound.accounts.create(SYSTEM, { cloudId: '1-2-0', username: 'bob' })
    const { service } = await outbound.services.put(
      SYSTEM,
      { accountId: account.id, name: 'pages' },
      {
        kind: 'rest',
        password: PASSWORD,
        concurrency: 1,
        firstPage: { address: `${application.url}/first`, method: 'GET' },
        finalPage: { address: `${application.url}/final`, method: 'POST' },
      },
    )
    const keys = parseWebhookSecrets(await outbound.services.signingSecret(SYSTEM, service))!
    const references = await outbound.starts.startMany(SYSTEM, service, [{ to: 'sip:a@b' }, { to: 'sip:c@d' }])
    await app.close()

    const serve = () =>
      startServer([
        ...['--data-dir', place.dataDir, '--outbound-allow', '127.0.0.1'],
        ...(place.url ? ['--database-url', place.url] : []),
      ])
    const first = await serve()
    await application.until('/first', 1)
    first.signal('SIGKILL')
    await first.ended
    application.answer()
    const second = await serve()
    await application.until('/final', 2)
    await second.stop()

    // The one that was lost is not repeated; the other one runs as if nothing had been.
    expect(application.asked.map(({ path, info }) => [path, (info.this_call as { call_to: string }).call_to])).toEqual([
      ['/first', 'sip:a@b'],
      ['/final', 'sip:a@b'],
      ['/first', 'sip:c@d'],
      ['/final', 'sip:c@d'],
    ])
    for (const { headers, json } of application.asked)
      expect(checkWebhook(keys, headers, Date.now(), json)).toMatchObject({ valid: true })
    const again = await startApp(place)
    const statuses = await again.provisor.domain.outbound.starts.status(SYSTEM, references)
    await again.close()
    expect(statuses.map((start) => `${start?.status} ${start?.detail}`)).toEqual([
      'COULDNOTRUN worker lost',
      'COMPLETED 5',
    ])
  })
})
