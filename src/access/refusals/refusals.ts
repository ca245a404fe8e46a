import type { Clock } from '../../base/clock.ts'
import { type LeftOut, makeFloodLimit } from '../../base/flood-limit.ts'
import { makeInterval } from '../../base/interval.ts'
import { blockOf, rangeOf } from '../../base/ip-addresses.ts'
import type { Log } from '../../base/log.ts'
import type { Transaction } from '../../base/transaction.ts'
import { type Doer, type NewEvent, record } from '../../events/event.ts'
import type { EventStore } from '../../events/store.ts'

/** Somebody who was not let in. */
export type RefusedSignIn = {
  /** A face, or what else is asked for something that only some may know. */
  readonly face: string
  /** In the form of `parseAddress`. */
  readonly address: string
  readonly why:
    | 'wrong_credentials'
    | 'second_factor_wrong'
    | 'wrong_access_key'
    | 'wrong_signature'
    | 'signature_expired'
    | 'credential_expired'
    | 'staff_disabled'
    | 'no_api_access'
    | 'address_not_allowed'
    | 'address_banned'
    | 'throttled'
  /** Who was named, as far as it can be told: never what a stranger typed. Asked for what is written down only. */
  identity(): string
}

/** Somebody who was let in, and asked for what they may not do. */
export type RefusedRequest = {
  readonly face: string
  readonly doer: Doer
  /** In our own words: an action, or a method and the pattern of its path. */
  readonly asked: string
  /** The permission that is missing, or the code of the refusal. */
  readonly why: string
}

/** Everybody who was refused. Whoever tells of one waits for nothing. */
export interface Refusals {
  signIn(refused: RefusedSignIn): void
  request(refused: RefusedRequest): void
}

type Stores = { events: EventStore }
type Parts = {
  transaction: Transaction<Stores>
  clock: Clock
  log: Pick<Log, 'warn'>
  /** Milliseconds that only grow. */
  now?: () => number
}

/** Strangers and those who were let in have allowances of their own: no flood of guesses hides what a member of staff tried. */
const ALLOWED = { perKey: 10, perRange: 50, atOnce: 60, perMinute: 5 }
/** Those beyond the allowance are summed up so often. */
const WINDOW_MS = 3_600_000
/** That wait to be stored, while the database is away. */
const MOST_PENDING = 1000
const IN_ONE_TRANSACTION = 100

type Pending = { readonly doer: Doer; readonly event: NewEvent; readonly at: number }

/**
 * Writes refusals down: a line in the log at once, and an event with many others, a moment later. So many of one address, of
 * the addresses around it and in all; the rest is counted, and the counts are written down every hour and at the end.
 */
export function makeRefusals({ transaction, clock, log, now = () => performance.now() }: Parts) {
  const signIns = makeFloodLimit({ ...ALLOWED, now })
  const requests = makeFloodLimit({ ...ALLOWED, now })
  const pending: Pending[] = []
  let windowEndsAt = now() + WINDOW_MS

  const mayPass = () => pending.length < MOST_PENDING
  const around = (address: string) => ({ range: rangeOf(address), mayPass: mayPass() })
  const write = (doer: Doer, event: NewEvent) => pending.push({ doer, event, at: clock.now() })

  /** The address comes first: what reads these lines looks for it there. */
  function signIn({ face, address, why, identity }: RefusedSignIn): void {
    if (!signIns.take(blockOf(address), around(address))) return
    const name = identity()
    log.warn({ event: 'sign_in.refused', address, why, face, identity: name }, 'sign-in refused')
    write(strangerAt(address, name), {
      kind: 'sign_in.refused',
      subjectId: 0,
      description: `Refused to let ${name} in to ${face}: ${why}`,
      changes: { face: [null, face], why: [null, why] },
    })
  }

  function request({ face, doer, asked, why }: RefusedRequest): void {
    const { address, kind, id } = doer
    if (!requests.take(blockOf(address), around(address))) return
    log.warn({ event: 'request.refused', address, why, face, identity: `${kind} ${id}`, asked }, 'request refused')
    write(doer, {
      kind: 'request.refused',
      subjectId: 0,
      description: `Refused ${asked} on ${face}: ${why}`,
      changes: { face: [null, face], asked: [null, asked], why: [null, why] },
    })
  }

  function sumUp(what: string, { most, others }: LeftOut): void {
    const counted = [
      ...most.map(({ key, times }) => ({ address: key, times, from: key })),
      ...(others.times > 0 ? [{ address: '', times: others.times, from: placesOf(others.keys) }] : []),
    ]
    for (const { address, times, from } of counted) {
      const words = `${times} more ${what} from ${from} were refused`
      log.warn({ event: 'address.refusals_counted', address, times }, words)
      write(strangerAt(address, ''), {
        kind: 'address.refusals_counted',
        subjectId: 0,
        description: `And ${words}`,
        changes: { times: [null, times] },
      })
    }
  }

  function endWindow(): void {
    windowEndsAt = now() + WINDOW_MS
    sumUp('sign-ins', signIns.endWindow())
    sumUp('requests', requests.endWindow())
  }

  async function flush(): Promise<void> {
    while (pending.length > 0) {
      const batch = pending.slice(0, IN_ONE_TRANSACTION)
      await transaction(async (tx) => {
        for (const { doer, event, at } of batch) await record({ ...tx, at }, doer, event)
      })
      pending.splice(0, batch.length)
    }
  }

  const rounds = makeInterval(async () => {
    if (now() >= windowEndsAt && mayPass()) endWindow()
    await flush()
  })

  return {
    signIn,
    request,
    start: rounds.start,
    /** Writes down what is left, and what was counted so far. Safe twice, and before the start. */
    async stop(): Promise<void> {
      await rounds.stop()
      endWindow()
      await flush().catch((err) => log.warn({ err, events: pending.length }, 'who was refused could not be stored'))
    },
  }
}

const strangerAt = (address: string, name: string): Doer => ({ kind: 'stranger', id: 0, name, address })

const placesOf = (keys: number): string => (keys === 0 ? 'more addresses than are counted' : `${keys} other addresses`)
