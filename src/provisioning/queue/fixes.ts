import type { ServiceType } from '../../services/service-type.ts'
import type { FixName } from '../panel/causes.ts'
import type { FailureClass } from '../panel/outcome.ts'
import type { QueueFilter } from './queue-entry.ts'

/** One call of the native API, by its operation. */
export type FixCall = {
  readonly operation: string
  readonly params: Readonly<Record<string, string | number>>
  readonly body: Readonly<Record<string, unknown>>
}

/** The one thing that mends a cause. */
export type Fix = {
  /** For a button; it ends with `…` where a person is asked for something first. */
  readonly label: string
  readonly effect: string
  /** Fields of the call's body that a person has to give; the call is complete without any. */
  readonly asks: readonly string[]
  /** Null where it is not done by a call. */
  readonly call: FixCall | null
  /** What follows when the call is made, in this order. */
  readonly after: readonly FixCall[]
}

/** What a fix has to know of the cause. */
export type FixSubject = {
  server: { id: number; name: string } | null
  /** Which field of the server signs us in. */
  signsInWith: 'password' | 'accessHash'
  lane: { name: string; broken: boolean } | null
  /** The entry that failed last, and what is sold with it. */
  entry: { id: number; serviceType: ServiceType; serviceId: number }
  sold: { type: 'product' | 'addonDefinition'; id: number; name: string } | null
  entries: number
  /** Exactly the entries of this cause. */
  filter: Pick<QueueFilter, 'module' | 'serverId' | 'failureClass' | 'cause'>
}

/** Where no cause is declared. */
export const FIX_OF_CLASS: Readonly<Record<FailureClass, { fix: FixName; title: string; means: string }>> = {
  transient: {
    fix: 'retry',
    title: '{where} does not do it at the moment',
    means: 'It goes on by itself once it answers again; what has used up its tries waits for a person.',
  },
  unknown: {
    fix: 'look-again',
    title: 'What {where} did is not known',
    means: 'The panel may have done it. Nothing is repeated before that is known.',
  },
  conflict: {
    fix: 'rename',
    title: 'It exists on {where}, and is not ours',
    means: 'Something of that name is there that is not known to be ours, so nothing was changed.',
  },
  configuration: {
    fix: 'server-setting',
    title: 'Something is set up wrongly for {where}',
    means: 'It fails for everything of its kind. Nothing is tried until it is mended.',
  },
  authentication: {
    fix: 'server-key',
    title: '{where} refuses our sign-in',
    means: 'The panel does not accept who we are, and is left alone, so that it does not lock us out.',
  },
  permanent: {
    fix: 'make-task',
    title: '{where} will not do it as it is asked',
    means: 'The panel will never do this as it is asked: somebody has to decide what is done instead.',
  },
}

/** What each fix does. Where it cannot be done for this subject, the next best one is offered. */
export const FIXES: Readonly<Record<FixName, (subject: FixSubject) => Fix>> = {
  'choose-package': (subject) => ({
    ...settingOfSold(subject),
    ...(subject.sold && { label: 'Choose the package…' }),
  }),
  'product-setting': settingOfSold,
  'server-setting': (subject) =>
    subject.server
      ? {
          label: `Open ${subject.server.name}…`,
          effect: `and retry ${subject.entries}`,
          asks: ['settings'],
          call: call('servers.update', { id: subject.server.id }),
          after: [retryAll(subject)],
        }
      : FIXES.retry(subject),
  'server-key': (subject) =>
    subject.server
      ? {
          label: 'Enter a new key…',
          effect: `the lane goes on, and retry ${subject.entries}`,
          asks: [subject.signsInWith],
          call: call('servers.update', { id: subject.server.id }),
          after: [...resumed(subject), retryAll(subject)],
        }
      : FIXES.retry(subject),
  'assign-server': (subject) =>
    subject.entry.serviceType === 'service'
      ? {
          label: 'Choose a server…',
          effect: 'and retry it',
          asks: ['serverId'],
          call: call('services.update', { id: subject.entry.serviceId }),
          after: [retryOne(subject)],
        }
      : FIXES['make-task'](subject),
  rename: (subject) =>
    subject.entry.serviceType === 'service'
      ? {
          label: 'Choose another name…',
          effect: 'and retry it',
          asks: ['username'],
          call: call('services.update', { id: subject.entry.serviceId }),
          after: [retryOne(subject)],
        }
      : FIXES['make-task'](subject),
  retry: (subject) =>
    subject.lane?.broken && subject.server
      ? {
          label: `Put ${subject.server.name} into maintenance`,
          effect: 'nothing contacts it',
          asks: [],
          call: call('lanes.maintenance', { id: subject.server.id }, { on: true }),
          after: [],
        }
      : { label: `Retry ${subject.entries}`, effect: 'tried again now', asks: [], call: retryAll(subject), after: [] },
  'look-again': (subject) => ({
    label: 'Look again',
    effect: 'repeats nothing that may have been done',
    asks: [],
    call: retryAll(subject),
    after: [],
  }),
  'make-task': ({ entry }) => ({
    label: 'Make a task',
    effect: 'the two end together',
    asks: [],
    call: call('actions.ofQueueEntry', { id: entry.id }),
    after: [],
  }),
  approve: (subject) => ({
    label: `Approve ${subject.entries}…`,
    effect: "goes on at the lane's pace",
    asks: [],
    call: retryAll(subject, true),
    after: [],
  }),
}

const call = (operation: string, params: FixCall['params'] = {}, body: FixCall['body'] = {}): FixCall => ({
  operation,
  params,
  body,
})

const retryAll = ({ filter }: FixSubject, approve = false): FixCall =>
  call('moduleQueue.retryAll', {}, { filter, approve })

const retryOne = ({ entry }: FixSubject): FixCall => call('moduleQueue.retry', { id: entry.id }, { approve: false })

const resumed = ({ lane }: FixSubject): FixCall[] => (lane ? [call('lanes.resume', { name: lane.name })] : [])

function settingOfSold(subject: FixSubject): Fix {
  const { sold, entries } = subject
  if (!sold) return FIXES['server-setting'](subject)
  const operation = sold.type === 'product' ? 'products.update' : 'addonDefinitions.update'
  return {
    label: `Open ${sold.name}…`,
    effect: `and retry ${entries}`,
    asks: ['moduleSettings'],
    call: call(operation, { id: sold.id }),
    after: [retryAll(subject)],
  }
}
