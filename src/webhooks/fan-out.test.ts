import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { openWebhookApp } from '../../test/support/webhooks.ts'
import { SYSTEM } from '../access/actor.ts'
import { seededRandom } from '../base/seeded-random.ts'
import { makeFanOut } from './fan-out.ts'
import type { WebhookParts } from './parts.ts'

const URL = 'http://127.0.0.1:9/hook'
type World = Awaited<ReturnType<typeof openWebhookApp>>

const positionsOf = async ({ provisor }: World, webhookId: number) => {
  const { rows } = await provisor.read.webhooks.deliveries.list({ webhookId }, { offset: 0, limit: 5000 })
  return rows.map(({ position }) => position).reverse()
}

/** A node that dies in the middle of some of its steps. */
function mortalFanOut({ provisor }: World, random: () => number) {
  const parts: Pick<WebhookParts, 'read' | 'transaction' | 'clock' | 'queue' | 'seen'> = {
    ...{ ...provisor, seen: provisor.domain.feed.seen },
    transaction: (work) =>
      provisor.transaction(async (tx) => {
        const answer = await work(tx)
        if (random() < 0.4) throw new Error('killed')
        return answer
      }),
  }
  const step = makeFanOut(parts)
  return () => step().catch(() => true)
}

forEachEngine((engine) => {
  test('three nodes that are killed in between tell every endpoint of every event once, in their order', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, provisor } = world
    let drawn = 0
    const random = () => seededRandom('killed', drawn++)
    await happen()
    const all = await webhooks.create(SYSTEM, { url: URL })
    const some = await webhooks.create(SYSTEM, { url: URL, kinds: ['client_group.*'] })
    const before = (await provisor.domain.access.sealer.bounds()).head
    const nodes = [1, 2, 3].map(() => mortalFanOut(world, random))
    let late: Awaited<ReturnType<typeof webhooks.create>> | undefined
    for (let round = 0; round < 6; round++) {
      for (let n = 0; n < 7; n++) await happen()
      await provisor.domain.access.sealer.settle()
      const turns = nodes.flatMap((step) => [step(), step()])
      if (round === 3) late = await webhooks.create(SYSTEM, { url: URL })
      await Promise.all(turns)
    }
    await provisor.domain.access.sealer.settle()
    while (await nodes[0]!());
    const { head, start } = await provisor.domain.access.sealer.bounds()
    const rows = await provisor.read.events.after(start, 5000)
    const wanted = (after: number, kind: RegExp) =>
      rows.filter((row) => row.position > after && kind.test(row.kind)).map(({ position }) => position)
    expect(await positionsOf(world, some.endpoint.id)).toEqual(wanted(before, /^client_group\./))
    // The first one hears of what comes after its own making, of which the second one is a part.
    const ofAll = await positionsOf(world, all.endpoint.id)
    expect(ofAll).toEqual(wanted(ofAll[0]! - 1, /./))
    expect(ofAll.length).toBeGreaterThanOrEqual(43)
    const ofLate = await positionsOf(world, late!.endpoint.id)
    expect(ofLate).toEqual(wanted(ofLate[0]! - 1, /./))
    expect([ofLate.at(-1), ofLate.length >= 14]).toEqual([head, true])
    const lanes = await provisor.queue.lanes.list({ kind: 'webhook' })
    const ids = [all, some, late!].map(({ endpoint }) => endpoint.id)
    const counts = await Promise.all(ids.map(async (id) => (await positionsOf(world, id)).length))
    expect(lanes.map(({ waiting }) => waiting)).toEqual(counts)
  })

  test('what retention removed before anybody was told of it is said, and what follows is told', async () => {
    const world = await openWebhookApp(engine)
    const { webhooks, happen, provisor, clock, fanOut } = world
    const { endpoint } = await webhooks.create(SYSTEM, { url: URL, kinds: ['client_group.*'] })
    await happen()
    await happen()
    await provisor.domain.access.sealer.settle()
    const { head } = await provisor.domain.access.sealer.bounds()
    clock.advance(1000)
    await provisor.domain.access.sealer.prune(clock.now())
    await happen()
    await fanOut()
    expect(await positionsOf(world, endpoint.id)).toEqual([head + 1])
    await fanOut()
    const { rows } = await provisor.read.events.list({ subject: 'webhook' }, { offset: 0, limit: 1 })
    expect(rows[0]).toMatchObject({ kind: 'webhook.events_missed', subjectId: 0 })
    expect(rows[0]!.description).toContain(`to ${head} were removed`)
  })

  test('an address is https, without a password, or one that the operator allows', async () => {
    const { webhooks } = await openWebhookApp(engine)
    for (const url of ['http://example.com/', 'http://10.0.0.1/', 'https://me:secret@example.com/', 'ftp://x/', 'x'])
      await expect(webhooks.create(SYSTEM, { url })).rejects.toMatchObject({ code: 'invalid' })
    await expect(webhooks.create(SYSTEM, { url: URL, kinds: ['service.vanished'] })).rejects.toMatchObject({
      facts: { field: 'kinds' },
    })
    const { endpoint, secret } = await webhooks.create(SYSTEM, { url: 'https://example.com/a#b', signatures: ['v1a'] })
    expect([endpoint.url, secret]).toEqual(['https://example.com/a', null])
    expect(JSON.stringify(await webhooks.get(SYSTEM, endpoint.id))).not.toMatch(/whsk_|sealed/)
    await webhooks.delete(SYSTEM, endpoint.id)
    await expect(webhooks.get(SYSTEM, endpoint.id)).rejects.toMatchObject({ code: 'not_found' })
  })
})
