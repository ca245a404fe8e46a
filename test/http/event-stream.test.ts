import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { forEachEngine } from '../support/databases.ts'
import { readEvents } from '../support/event-reader.ts'
import { type Listening, listen } from '../support/listening.ts'

async function opened(engine: Parameters<typeof listen>[1]) {
  const app = await listen({}, engine)
  await app.provisor.background.activityLog.start()
  const { domain } = app.provisor
  const log = (line: string) => domain.access.activity.log(SYSTEM, line)
  const tokenWith = async (...permissions: string[]) => {
    const role = await domain.access.roles.create(SYSTEM, { name: permissions.join(), permissions })
    const { credential, secret } = await domain.access.credentials.create(SYSTEM, {
      name: 'Reader',
      staffId: 1,
      roleIds: [role.id],
    })
    return { id: credential.id, roleId: role.id, token: `${credential.identifier}.${secret}` }
  }
  return { ...app, log, tokenWith, token: app.demo.token }
}

const list = async ({ http, token }: Pick<Listening, 'http'> & { token: string }, query: string) =>
  (
    await http.inject({
      method: 'GET',
      url: `/api/v1/events${query}`,
      headers: { authorization: `Bearer ${token}` },
    })
  ).json()

const lines = ({ messages }: { messages: { data: Record<string, unknown> }[] }) =>
  messages.map(({ data }) => data.description)

forEachEngine((engine) => {
  test('tells what happens from now on, and goes on where a client was without a gap or a repetition', async () => {
    const app = await opened(engine)
    await app.log('before')
    await app.provisor.domain.access.sealer.settle()
    const reader = await readEvents({ port: app.port, token: app.token, query: '?kind=activity.*' })
    expect(reader.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    await expect.poll(() => reader.current.retry).toBe(2000)
    await app.log('one')
    await app.log('two')
    await expect.poll(() => lines(reader)).toEqual(['one', 'two'])
    reader.close()
    await app.log('three')
    const again = await readEvents({
      port: app.port,
      token: app.token,
      query: '?kind=activity.*',
      lastEventId: reader.messages[0]!.id,
    })
    await expect.poll(() => lines(again)).toEqual(['two', 'three'])
    expect(again.messages[0]).toMatchObject({
      event: 'activity.logged',
      data: { subject: 'activity', position: again.messages[0]!.id },
    })
  })

  test('whoever is let in no more hears nothing more', async () => {
    const app = await opened(engine)
    const { id, token } = await app.tokenWith('api.access', 'activity.read')
    const reader = await readEvents({ port: app.port, token })
    await app.log('heard')
    await expect.poll(() => lines(reader)).toEqual(['heard'])
    await app.provisor.domain.access.credentials.revoke(SYSTEM, id)
    await app.log('not heard')
    await reader.reading
    expect(lines(reader)).toEqual(['heard'])
    const refused = await readEvents({ port: app.port, token })
    expect(refused.response.status).toBe(401)
  })

  test('a right that is taken away is taken away in the middle of a stream', async () => {
    const app = await opened(engine)
    const { roleId, token } = await app.tokenWith('api.access', 'activity.read', 'access.read')
    const reader = await readEvents({ port: app.port, token, query: '?kind=activity.*,role.*' })
    await app.log('heard')
    await expect.poll(() => lines(reader)).toEqual(['heard'])
    await app.provisor.domain.access.roles.update(SYSTEM, roleId, { permissions: ['api.access', 'access.read'] })
    await app.log('not heard')
    await expect.poll(() => reader.messages.map(({ event }) => event)).toEqual(['activity.logged', 'role.updated'])
    const head = (await list(app, '?limit=1')).head
    await expect.poll(() => reader.current.lastId).toBeGreaterThanOrEqual(head)
    expect(lines(reader)).toHaveLength(2)
  })

  test('says what retention has removed, and where the data is older than the reader', async () => {
    const app = await opened(engine)
    await app.log('old')
    await app.provisor.domain.access.sealer.settle()
    const { head } = await list(app, '?limit=1')
    app.clock.advance(1000)
    await app.log('new')
    await app.provisor.domain.access.sealer.prune(app.clock.now())
    const cut = await readEvents({ port: app.port, token: app.token, lastEventId: 1 })
    await expect.poll(() => lines(cut)).toContain('new')
    expect(cut.messages[0]).toEqual({ id: head, event: 'gap', data: { after: 1, oldest: head + 1 } })
    expect(await list(app, '?after=1')).toMatchObject({
      gap: { after: 1, oldest: head + 1 },
      items: [{ description: 'new' }],
    })
    expect(await list(app, '')).toMatchObject({ gap: null, items: [{ description: 'new' }], through: head + 1 })

    const ahead = await readEvents({ port: app.port, token: app.token, lastEventId: 999_999 })
    await expect.poll(() => ahead.messages[0]?.data).toEqual({ after: 999_999, oldest: head + 2 })
    await app.log('goes on')
    await expect.poll(() => lines(ahead)).toContain('goes on')
  })

  test('ends when the server drains, and says when to come back', async () => {
    const app = await opened(engine)
    const reader = await readEvents({ port: app.port, token: app.token })
    await expect.poll(() => reader.current.retry).toBe(2000)
    await app.provisor.drain()
    await reader.reading
    expect(reader.current.ended).toBe(true)
  })
})

test('has no more streams open of one credential than are allowed, and each that ends makes room', async () => {
  const app = await opened(undefined)
  const open = await Promise.all(Array.from({ length: 20 }, () => readEvents({ port: app.port, token: app.token })))
  const refused = await readEvents({ port: app.port, token: app.token })
  expect(refused.response.status).toBe(429)
  expect(refused.response.headers.get('retry-after')).toBe('15')
  open[0]!.close()
  await expect.poll(async () => (await readEvents({ port: app.port, token: app.token })).response.status).toBe(200)
})

test('refuses what is no kind, no position and no number of events', async () => {
  const app = await opened(undefined)
  const kinds = ['?kind=servise.*', '?kind=', `?kind=service.*,${'x'.repeat(5000)}`]
  for (const query of [...kinds, '?after=-1', '?after=x', '?limit=0'])
    expect(await list(app, query)).toMatchObject({ code: 'invalid' })
  const streamed = await readEvents({ port: app.port, token: app.token, query: '?kind=servise.*' })
  expect(streamed.response.status).toBe(400)
})
