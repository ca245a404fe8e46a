import { SYSTEM } from '../../../src/access/actor.ts'
import { seedDemo } from '../../../src/demo/seed.ts'
import type { Opened } from '../../../src/open.ts'
import type { OutboundServiceConfig } from '../../../src/outbound/services/service.ts'
import { placeWithCallers } from '../harness/callers.ts'

/** User name and password of each caller. */
export type Callers = Awaited<ReturnType<typeof makeCallers>>
export type CallerName = keyof Callers

/** The demonstration data, two accounts more with services on which nothing begins, and those who call. */
export const { place: aculabPlace, readCallers } = placeWithCallers('aculab_contract', async ({ provisor }) =>
  makeCallers(provisor, await seedDemo(provisor)),
)

const REST: OutboundServiceConfig = { kind: 'rest', runner: 'demonstration' }
const UAS: OutboundServiceConfig = { kind: 'uas', runner: 'demonstration' }

async function makeCallers({ domain: { outbound } }: Opened, demo: Awaited<ReturnType<typeof seedDemo>>) {
  const { accounts, services } = outbound
  const carol = await accounts.create(SYSTEM, { cloudId: '2-1-0', username: 'carol@example.com' })
  const dave = await accounts.create(SYSTEM, { cloudId: '2-1-0', username: 'dave@example.com' })
  const reader = await accounts.createKey(SYSTEM, carol.account.id, { name: 'Monitor', readOnly: true })
  const revoked = await accounts.createKey(SYSTEM, carol.account.id, { name: 'Former', readOnly: false })
  await accounts.revokeKey(SYSTEM, revoked.apiKey.id)
  const rotated = await accounts.create(SYSTEM, { cloudId: '2-1-0', username: 'erin@example.com' })
  await accounts.rotateKey(SYSTEM, rotated.account.id, 3_600_000)

  const of = (accountId: number) => (name: string, password: string, config: OutboundServiceConfig) =>
    services.put(SYSTEM, { accountId, name }, { password, ...config })
  const carols = of(carol.account.id)
  await carols('calls', 'open sesame', REST)
  await carols('batch', 'a:b/c', UAS)
  await carols('empty', 'x', REST)
  await carols('full', 'x', { ...REST, queueLimit: 2 })
  await carols('off', 'x', { ...REST, enabled: false })
  await carols('näme & more?', 'pässwörd', REST)
  await of(dave.account.id)('calls', "dave's", REST)

  const carolName = '2-1-0/carol@example.com'
  const service = (name: string, password: string) => [`${carolName}/${name}`, password] as const
  return {
    /** With the key of the account. */
    carol: [carolName, carol.key],
    /** With a key that may look only. */
    reader: [carolName, reader.key],
    revoked: [carolName, revoked.key],
    /** Another account, which has a service of the same name. */
    dave: ['2-1-0/dave@example.com', dave.key],
    /** With a key that another took over from an hour before its end. */
    erin: ['2-1-0/erin@example.com', rotated.key],
    calls: service('calls', 'open sesame'),
    batch: service('batch', 'a:b/c'),
    empty: service('empty', 'x'),
    full: service('full', 'x'),
    off: service('off', 'x'),
    odd: service('näme & more?', 'pässwörd'),
    'daves-calls': ['2-1-0/dave@example.com/calls', "dave's"],
    /** Right secrets in wrong places. */
    'key-of-another': [carolName, dave.key],
    'account-with-password': [carolName, 'open sesame'],
    'service-with-key': service('calls', carol.key),
    'service-with-password-of-another': service('calls', 'a:b/c'),
    'unknown-service': service('nothing', 'open sesame'),
    'unknown-user': ['2-1-0/nobody@example.com', carol.key],
    'other-case': ['2-1-0/Carol@example.com', carol.key],
    'no-cloud': ['carol@example.com', carol.key],
    nobody: null,
    /** The documents' own account. */
    bob: [demo.aculab.username, demo.aculab.apiKey],
  } satisfies Record<string, readonly [username: string, password: string] | null>
}
