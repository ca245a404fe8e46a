import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { listen } from '../../test/support/listening.ts'
import { makeClient } from '../src/index.ts'

test('follows what happens through lost connections, without a gap and without a repetition', async () => {
  const app = await listen()
  await app.provisor.background.activityLog.start()
  const log = (line: string) => app.provisor.domain.access.activity.log(SYSTEM, line)
  const client = makeClient({ baseUrl: `http://127.0.0.1:${app.port}`, token: app.demo.token })
  const { head } = await client.events.list({ limit: 1 })
  const heard: string[] = []
  const over = new AbortController()
  const following = (async () => {
    const told = client.events.follow({ after: head, kind: ['activity.*'] }, { signal: over.signal })
    for await (const { description } of told) heard.push(description)
  })()
  await log('one')
  await expect.poll(() => heard).toEqual(['one'])
  app.http.server.closeAllConnections()
  await log('two')
  await expect.poll(() => heard).toEqual(['one', 'two'])
  over.abort()
  await following
})

test('says what is missing: in the middle of a loop, or to who asks for it', async () => {
  const app = await listen()
  const { sealer } = app.provisor.domain.access
  const client = makeClient({ baseUrl: `http://127.0.0.1:${app.port}`, token: app.demo.token })
  await sealer.settle()
  await sealer.prune(app.clock.now() + 1)
  await expect(client.events.follow({ after: 1 }).next()).rejects.toMatchObject({
    code: 'events_missing',
    facts: { after: 1, oldest: expect.any(Number) },
  })
  const over = new AbortController()
  const gaps: unknown[] = []
  const onGap = (gap: unknown) => {
    gaps.push(gap)
    over.abort()
  }
  await client.events.follow({ after: 1 }, { signal: over.signal, onGap }).next()
  expect(gaps).toEqual([{ after: 1, oldest: expect.any(Number) }])
})

test('who is not let in is told so at once', async () => {
  const app = await listen()
  const client = makeClient({ baseUrl: `http://127.0.0.1:${app.port}`, token: 'a.b' })
  await expect(client.events.follow().next()).rejects.toMatchObject({ code: 'unauthenticated' })
})
