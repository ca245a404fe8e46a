import { SYSTEM } from '../access/actor.ts'
import type { Domain } from '../domain.ts'
import type { Queue } from '../jobs/queue.ts'
import { accountName } from '../outbound/accounts/account.ts'
import type { OutboundServiceConfig } from '../outbound/services/service.ts'
import { type StartCall, startJob } from '../outbound/starts/start.ts'
import type { DemoCredentials, DemoStores } from './stores.ts'

type Parts = { domain: Domain; queue: Queue; makePassword: () => string }

type DemoService = OutboundServiceConfig & { name: string; waiting: number; firstCounter: number }

/** The documented references and on from there. Nobody else gets such ones: that second is over. */
const REFERENCES = '34100b7a_1.1666875127.'
const FIRST_DOCUMENTED = 13791

/** Of Bob, whose queues the documents show. They stand still, so that what the documents ask is what they answer. */
const DOCUMENTED: readonly DemoService[] = [
  { name: 'service-name-1', waiting: 78, firstCounter: 20001 },
  { name: 'service-name-2', waiting: 112, firstCounter: 30001 },
  { name: 'example-service', waiting: 112, firstCounter: FIRST_DOCUMENTED },
].map((service) => ({ kind: 'rest', runner: 'demonstration', paused: true, ...service }))

/** Of Alice, whose services move where somebody works: the runner makes up how they end and calls nobody. */
const MOVING: readonly DemoService[] = [
  {
    name: 'appointment-reminders',
    firstCounter: 40001,
    kind: 'rest',
    startsPerSecond: 1,
    concurrency: 5,
    waiting: 600,
  },
  {
    name: 'delivery-notices',
    firstCounter: 50001,
    kind: 'rest',
    startsPerSecond: 0.4,
    concurrency: 10,
    weight: 2,
    waiting: 6000,
  },
  { name: 'satisfaction-survey', firstCounter: 60001, kind: 'uas', startsPerSecond: 0.1, concurrency: 3, waiting: 600 },
  {
    name: 'night-batch',
    firstCounter: 70001,
    kind: 'uas',
    callingWindow: { zone: 'Europe/London', days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '22:00', until: '05:00' },
    waiting: 150,
  },
].map((service) => ({ runner: 'demonstration', ...service }) as DemoService)

/** Outbound accounts with services and what waits for them. */
export async function addOutbound(tx: DemoStores, parts: Parts): Promise<DemoCredentials['aculab']> {
  const bob = await addAccount(tx, parts, { id: 1, username: 'bob@example.com' }, DOCUMENTED)
  await addAccount(tx, parts, { id: 2, username: 'alice@example.com' }, MOVING)
  return bob
}

async function addAccount(
  tx: DemoStores,
  { domain: { outbound }, queue, makePassword }: Parts,
  { id, username }: { id: number; username: string },
  wanted: readonly DemoService[],
): Promise<DemoCredentials['aculab']> {
  const { account, key } = await outbound.accounts.create(SYSTEM, { id, cloudId: '1-2-0', username })
  const services: { name: string; password: string }[] = []
  for (const { name, waiting, firstCounter, ...config } of wanted) {
    const password = makePassword()
    const { service } = await outbound.services.put(SYSTEM, { accountId: id, name }, { ...config, password })
    const jobs = Array.from({ length: waiting }, (_, index) =>
      startJob(service, `${REFERENCES}${firstCounter + index}`, callOf(service.kind, index)),
    )
    await queue.enqueueMany(tx, jobs)
    services.push({ name, password })
  }
  return { username: accountName(account), apiKey: key, services }
}

const callOf = (kind: 'rest' | 'uas', index: number): StartCall => {
  // Numbers that are kept free for stories.
  const number = `4416329600${String(index % 100).padStart(2, '0')}`
  return kind === 'uas' ? { parameters: number } : { to: number, from: '441632960100', token: `customer ${index + 1}` }
}
