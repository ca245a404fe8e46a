import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { addRegistrar } from '../contract/whmcs/registrar.ts'
import { ask, type Listening, listen } from '../support/listening.ts'

const linesOf = ({ logged }: Listening, message: string) => logged.filter(({ msg }) => msg === message)

test('a module action that fails is a line with its ids, its class and its cause, and so is a lane that is paused', async () => {
  const app = await listen({ outgoingAllow: '127.0.0.1' })
  await addRegistrar(app)
  await ask(app, {
    method: 'POST',
    path: '/api/v1/domains/924/module-commands',
    headers: { authorization: `Bearer ${app.demo.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ command: 'renew' }),
  })
  const [entry] = await app.provisor.domain.moduleQueue.list(SYSTEM, { serviceType: 'domain', relatedId: 924 })
  const failed = app.logged.filter(({ event }) => event === 'domain.provisioning_failed')
  expect(failed).toMatchObject([
    {
      level: 'info',
      domain: 924,
      entry: entry!.id,
      operation: expect.any(Number),
      server: entry!.serverId,
      failureClass: entry!.failureClass,
      cause: entry!.cause,
      held: entry!.held,
      text: expect.stringContaining(entry!.lastError),
    },
  ])
  expect(linesOf(app, 'module actions need a person')).toMatchObject([{ server: entry!.serverId }])

  await app.provisor.domain.lanes.pause(SYSTEM, `server:${entry!.serverId}`)
  expect(linesOf(app, 'lane paused')).toMatchObject([{ event: 'lane.paused' }])
})

test('who signs in is a line, once', async () => {
  const app = await listen()
  for (let n = 0; n < 2; n++)
    await ask(app, { path: '/api/v1/services', headers: { authorization: `Bearer ${app.demo.token}` } })
  expect(linesOf(app, 'signed in')).toMatchObject([
    { level: 'info', event: 'credential.signed_in', address: '127.0.0.1', identity: 'staff admin', face: 'native' },
  ])
})
