import type { Clock } from '../../base/clock.ts'
import { inSteps } from '../../base/housekeeping.ts'
import { Refusal } from '../../base/refusal.ts'
import { keyedDigest, type SecretBox } from '../../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import type { AccessStores } from '../store.ts'

const DAY_MS = 86_400_000
/** Larger ones are not kept: nobody needs a list twice. */
const LONGEST_ANSWER = 256 * 1024
const STEP = 200

type Parts = {
  read: AccessStores
  transaction: Transaction<AccessStores>
  clock: Clock
  secrets: SecretBox
  digestKey: Buffer
}

/** A request that is to be done once. `owner` is whose key it is, `request` all that was asked. */
export type OnceAsked = { readonly owner: string; readonly key: string; readonly request: string }
export type KeptAnswer = { readonly status: number; readonly body: unknown }

/**
 * Requests with an `Idempotency-Key`: the key is written in the transaction that does what was asked, so that it is done
 * once even where the answer is lost; the answer is kept for 24 hours and given again.
 */
export function makeIdempotency({ read, transaction, clock, secrets, digestKey }: Parts) {
  const keyOf = ({ owner, key }: OnceAsked) => keyedDigest(digestKey, 'idempotency key', owner, key)
  const digestOf = ({ request }: OnceAsked) => keyedDigest(digestKey, 'idempotent request', request)

  async function keep(tx: Tx<AccessStores>, asked: OnceAsked, answer: KeptAnswer): Promise<void> {
    const { idempotency } = tx.access
    const text = JSON.stringify(answer)
    await idempotency.insert(asked.owner, keyOf(asked), digestOf(asked), tx.at)
    if (text.length <= LONGEST_ANSWER) await idempotency.answer(asked.owner, keyOf(asked), secrets.seal(text))
  }

  return {
    /** The answer to the same request before; undefined where it is asked for the first time. */
    async find(asked: OnceAsked): Promise<KeptAnswer | undefined> {
      const found = await read.access.idempotency.get(asked.owner, keyOf(asked))
      if (!found || found.createdAt <= clock.now() - DAY_MS) return undefined
      if (found.requestDigest !== digestOf(asked))
        throw new Refusal('idempotency_key_reused', 'This Idempotency-Key came with another request before')
      if (found.answerSealed === null) throw unanswered()
      return JSON.parse(secrets.open(found.answerSealed))
    },

    /** To be done in the transaction that does what was asked. */
    async take(tx: Tx<AccessStores>, asked: OnceAsked): Promise<void> {
      const { idempotency } = tx.access
      const key = keyOf(asked)
      const old = await idempotency.get(asked.owner, key)
      if (old && old.createdAt <= tx.at - DAY_MS) await idempotency.delete(asked.owner, key)
      if (!(await idempotency.insert(asked.owner, key, digestOf(asked), tx.at))) throw unanswered()
    },

    keep: (asked: OnceAsked, answer: KeptAnswer): Promise<void> => transaction((tx) => keep(tx, asked, answer)),

    async prune(stopping?: () => boolean): Promise<void> {
      const step = ({ access, at }: Tx<AccessStores>) => access.idempotency.prune(at - DAY_MS, STEP)
      await inSteps(STEP, () => transaction(step), stopping)
    },
  }
}

const unanswered = () =>
  new Refusal(
    'idempotency_unanswered',
    'The first request with this Idempotency-Key has no answer yet: it is under way, or its answer was lost',
    {},
    { hint: 'Ask again in a moment; if it stays so, look whether it was done' },
  )
