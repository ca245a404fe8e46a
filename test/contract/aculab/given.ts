import { SYSTEM } from '../../../src/access/actor.ts'
import { done, giveUp } from '../../../src/jobs/outcome.ts'
import type { OutboundService } from '../../../src/outbound/services/service.ts'
import type { TestApp } from '../../support/app.ts'

type Given = (app: TestApp, remember: (name: string, reference: string) => void) => Promise<void>

/** What cases name as `given`: what was started before, with the names by which cases call its references. */
export const GIVEN = {
  /** Nothing: cases that only start something share a server, because they count what they add. */
  async additions() {},

  async 'ban-by-hand'({ provisor }) {
    const ban = { face: 'aculab', address: '203.0.113.66', reason: 'Asked for it', expiresAt: null } as const
    await provisor.domain.access.bans.ban(SYSTEM, ban)
  },

  /** Only one network may use these services; the list of the other faces is theirs. */
  async 'allow-list'({ provisor }) {
    const { create: allow } = provisor.domain.access.allowedAddresses
    await allow(SYSTEM, '203.0.113.0/24', { faces: ['aculab'] })
    await allow(SYSTEM, '192.0.2.0/24')
  },

  async 'allow-list-of-others'({ provisor }) {
    await provisor.domain.access.allowedAddresses.create(SYSTEM, '192.0.2.0/24')
  },

  /** Twelve wait for `calls` (`w1` to `w12`), one for `batch` (`b1`), one for the `calls` of another account (`d1`). */
  async waiting(app, remember) {
    await start(app, remember, 'carol', 'calls', 'w', 12)
    await start(app, remember, 'carol', 'batch', 'b', 1)
    await start(app, remember, 'dave', 'calls', 'd', 1)
  },

  /** One of each end: it runs, returned 7, could not run; the fourth was cancelled, the fifth waits. */
  async lived(app, remember) {
    const service = await start(app, remember, 'carol', 'calls', 's', 5)
    const { queue, domain } = app.provisor
    const holderId = await queue.work.register('contract', 1_000_000_000)
    const { jobs } = await queue.work.claim({ holderId, limit: 3, of: { ids: [service.laneId] } })
    app.clock.advance(1500)
    await queue.work.finish([
      { job: jobs[1]!, outcome: done({ result: { code: 7 } }) },
      { job: jobs[2]!, outcome: giveUp('The line is dead') },
    ])
    const [fourth] = await domain.outbound.starts.waiting(SYSTEM, { id: service.id }, { limit: 1 })
    await domain.outbound.starts.cancel(SYSTEM, [fourth!.reference], { final: true })
  },
} as const satisfies Record<string, Given>

export type GivenName = keyof typeof GIVEN

async function start(
  { provisor }: TestApp,
  remember: (name: string, reference: string) => void,
  user: 'carol' | 'dave',
  name: string,
  prefix: string,
  count: number,
): Promise<OutboundService> {
  const { accounts, services, starts } = provisor.domain.outbound
  const account = (await accounts.list(SYSTEM)).find(({ username }) => username.startsWith(user))!
  const service = await services.get(SYSTEM, { name, accountId: account.id })
  const calls = Array.from({ length: count }, (_, index) =>
    service.kind === 'rest' ? { to: `sip:${index}@example.com` } : { parameters: String(index) },
  )
  const references = await starts.startMany(SYSTEM, { id: service.id }, calls)
  for (const [index, reference] of references.entries()) remember(`${prefix}${index + 1}`, reference)
  return service
}
