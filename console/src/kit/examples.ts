import type { AttentionItem, QueueEntryShown } from '@provisor/client'
import { t } from '../texts/texts.ts'

/** Each shape with a word that it stands beside. */
export const STATES = [
  ['held', 'warn', t.queue.held],
  ['broken', 'bad', t.lanes.broken],
  ['failed', 'bad', t.queue.states.tried],
  ['active', 'good', t.lanes.running],
  ['waiting', 'neutral', t.outbound.waitsForOf.turn],
  ['retrying', 'neutral', t.queue.views.retrying],
  ['paused', 'neutral', t.lanes.paused],
  ['maintenance', 'neutral', t.lanes.maintenance],
  ['window', 'neutral', t.outbound.waitsForOf['calling-window']],
  ['done', 'good', t.queue.states.succeeded],
  ['superseded', 'neutral', t.queue.states.superseded],
  ['cancelled', 'neutral', t.queue.states.cancelled],
] as const

const AT = '2026-11-30T02:14:03.112Z'

export const CAUSE: AttentionItem = {
  id: 'cause:5:cpanel:configuration:unknown plan business',
  kind: 'cause',
  count: 41,
  title: 'Plan “business_plus” does not exist on Juno',
  explanation:
    'The product Business names a package that the panel does not have. Nothing is tried until it is mended.',
  class: 'configuration',
  since: AT,
  last: '2026-11-30T03:06:00.000Z',
  fix: {
    label: 'Choose the package…',
    effect: 'and retry 41',
    asks: ['package'],
    call: { operation: 'products.update', params: {}, body: {} },
    after: [],
  },
}

export const ENTRY: QueueEntryShown = {
  ...{ id: 5120, serviceType: 'service', serviceId: 107, module: 'cpanel', action: 'CreateAccount', serverId: 5 },
  ...{ lastAttemptAt: AT, lastError: 'Sorry, the package "business_plus" does not exist.', explanation: '' },
  ...{
    cause: 'unknown plan',
    clientName: 'García Clinic',
    productName: 'Business',
    domain: 'garcia-clinic-107.example.com',
  },
  ...{
    serverName: 'Juno',
    failureClass: 'configuration',
    retries: 0,
    held: true,
    attention: true,
    nextAttemptAt: null,
  },
  ...{ createdAt: AT, updatedAt: AT, settled: null, attempts: [] },
  notes: [],
  path: [
    { state: 'asked', at: AT, by: 'Alex', note: 'AcceptOrder' },
    { state: 'tried', at: '2026-11-30T02:14:03.240Z', by: '', note: 'configuration' },
    { state: 'held', at: '2026-11-30T02:14:04.051Z', by: '', note: 'configuration' },
  ],
}
