import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { type NewEvent, record } from '../../src/events/event.ts'
import { EVENT_KINDS } from '../../src/events/kinds/all.ts'
import { READ_RIGHTS } from '../../src/events/kinds/rights.ts'
import { type EventKind, nounOf } from '../../src/events/kinds.ts'
import { eventStore } from '../../src/storage/events/events.ts'
import { demonstration, NOW, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'

const KINDS = Object.keys(EVENT_KINDS) as EventKind[]
const RIGHTS = [...new Set(Object.values(READ_RIGHTS))]
const SHARED_VIEW = { page: 'queue', name: 'Shared', shared: true }

/** Records of which each person sees a part: an own one and one that is not for them, by the noun of their events. */
type Pair = Readonly<Record<string, { own: number; foreign: number }>>

forEachEngine((engine) => {
  test('of every kind hears who may read its noun, and of a record who may see it', async () => {
    const { provisor, http } = await openApp(await engine.fresh(demonstration))
    const { domain, database } = provisor
    const { roles, staff, credentials } = domain.access

    async function join(username: string, permissions: readonly string[]) {
      const role = await roles.create(SYSTEM, { name: username, permissions })
      const { id } = await staff.create(SYSTEM, { username, roleId: role.id })
      const { credential, secret } = await credentials.create(SYSTEM, { name: username, staffId: id })
      const actor = { ...SYSTEM, kind: 'staff' as const, id, permissions: new Set(domainRights(permissions)) }
      return { id, actor, token: `${credential.identifier}.${secret}` }
    }
    const owner = await join('owner', ['api.access', 'projects.read', 'projects.write'])
    const readers = new Map<string, Awaited<ReturnType<typeof join>>>()
    for (const right of RIGHTS) readers.set(right, await join(`reader ${right}`, ['api.access', right]))
    const all = await join('all', ['*', '!access.write'])
    /** What is told goes by who made the webhook: it could make one once, and now has only these rights. */
    async function endpointOf({ actor }: typeof owner): Promise<number> {
      const then = { ...actor, permissions: new Set(['system.write'] as const) }
      return (await domain.webhooks.create(then, { url: 'https://receiver.example.com/events' })).endpoint.id
    }
    const endpoints = new Map<string, number>()
    for (const [right, reader] of readers) endpoints.set(right, await endpointOf(reader))
    const projectReader = readers.get('projects.read')!

    /** One of each, in a project that is for its manager alone. */
    async function recordsOf(actor: typeof owner.actor): Promise<Record<string, number>> {
      const as = { ...actor, permissions: owner.actor.permissions }
      const project = await domain.projects.create(as, { name: 'P', staffAccess: 'manager', managerId: actor.id })
      const inside = { projectId: project.id }
      const file = await domain.projectFiles.create(as, { ...inside, filename: 'a.txt' }, [Buffer.from('x')])
      const work = { parentType: 'project', parentId: project.id, durationSeconds: 60 } as const
      return {
        project: project.id,
        action: (await domain.actions.create(as, { ...inside, name: 'A' })).id,
        topic: (await domain.topics.create(as, { ...inside, title: 'T' })).id,
        project_file: file.id,
        time_log: (await domain.timeLogs.create(as, work)).id,
        timesheet_week: actor.id,
        saved_view: (await domain.access.savedViews.create(as, { page: 'queue', name: `Of ${actor.id}` })).id,
      }
    }
    const [own, foreign] = [await recordsOf(projectReader.actor), await recordsOf(owner.actor)]
    const shared = await domain.access.savedViews.create(owner.actor, SHARED_VIEW)
    const pairs: Pair = Object.fromEntries(
      Object.keys(own).map((noun) => [noun, { own: own[noun]!, foreign: foreign[noun]! }]),
    )

    await domain.access.sealer.settle()
    const { head } = await domain.access.sealer.bounds()
    // Beneath what reacts to them: nothing of the kind happened.
    await database.transaction(async (q) => {
      const tx = { events: eventStore(q), at: NOW }
      for (const kind of KINDS) {
        const pair = pairs[nounOf(kind)]
        for (const [whose, subjectId] of Object.entries(pair ?? { any: 7 }))
          await record(tx, SYSTEM, { kind, subjectId, description: whose } as NewEvent)
      }
      await record(tx, SYSTEM, { kind: 'saved_view.updated', subjectId: shared.id, description: 'shared' })
      await record(tx, SYSTEM, { kind: 'project.deleted', subjectId: 999_999, description: 'gone' })
    })

    async function heardBy(token: string): Promise<string[]> {
      const heard: string[] = []
      for (let after = head, more = true; more; ) {
        const answer = await http.inject({
          method: 'GET',
          url: `/api/v1/events?after=${after}&limit=100`,
          headers: { authorization: `Bearer ${token}` },
        })
        const { items, through, head: last } = answer.json()
        heard.push(...items.map(({ kind, description }: Record<string, string>) => `${kind} ${description}`))
        more = through < last
        after = through
      }
      // Their own first request is told, too.
      return heard.filter((line) => !line.startsWith('credential.signed_in ') || line.endsWith(' any')).sort()
    }

    /** The same, by a stream. */
    async function streamedTo({ actor }: typeof owner): Promise<string[]> {
      const { head: last } = await domain.access.sealer.bounds()
      const over = new AbortController()
      const heard: string[] = []
      const again = async () => actor
      for await (const page of domain.feed.follow(actor, {}, { after: head, signal: over.signal, again })) {
        if ('gap' in page) throw new Error('Nothing was removed')
        heard.push(...page.events.map(({ kind, description }) => `${kind} ${description}`))
        if (page.through >= last) over.abort()
      }
      return heard.filter((line) => !line.startsWith('credential.signed_in ') || line.endsWith(' any')).sort()
    }

    /** The same, by a webhook. */
    async function sentTo(webhookId: number): Promise<string[]> {
      const { rows } = await domain.webhooks.deliveries.list(
        SYSTEM,
        { webhookId, fromPosition: head + 1 },
        { offset: 0, limit: 500 },
      )
      const told = new Map((await provisor.read.events.after(head, 1000)).map((event) => [event.position, event]))
      return rows
        .map(({ position }) => told.get(position!)!)
        .map(({ kind, description }) => `${kind} ${description}`)
        .filter((line) => !line.startsWith('credential.signed_in ') || line.endsWith(' any'))
        .sort()
    }
    await domain.access.sealer.settle()
    while (await domain.webhooks.fanOut());

    for (const [right, reader] of readers) {
      const mine = KINDS.filter((kind) => [right, 'api.access'].includes(READ_RIGHTS[nounOf(kind)]))
      // Views are asked after as each reader; what is of the project reader is foreign to all others.
      const expected = mine.flatMap((kind) => {
        const noun = nounOf(kind)
        if (!pairs[noun]) return [`${kind} any`]
        return reader === projectReader ? [`${kind} own`] : []
      })
      const told = [...expected, 'saved_view.updated shared'].sort()
      expect([right, await heardBy(reader.token)]).toEqual([right, told])
      expect([right, await streamedTo(reader)]).toEqual([right, told])
      expect([right, await sentTo(endpoints.get(right)!)]).toEqual([right, told])
    }
    expect(await heardBy(all.token)).toEqual(
      [
        ...KINDS.flatMap((kind) => {
          const noun = nounOf(kind)
          return pairs[noun] ? (noun === 'saved_view' ? [] : [`${kind} own`, `${kind} foreign`]) : [`${kind} any`]
        }),
        'saved_view.updated shared',
        'project.deleted gone',
      ].sort(),
    )
  })
})

const domainRights = (permissions: readonly string[]) => permissions as never[]
