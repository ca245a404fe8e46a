import type { QueueEntry } from '../../provisioning/queue/queue-entry.ts'
import type { Queries, RowColumns } from '../engine/database.ts'
import { flag, fold, insertValues, type Sql, sql, where } from '../engine/sql.ts'
import { countAnew, tallyFaults } from './tally-faults.ts'

/** What an open entry is counted by. */
export type TalliedAs = Pick<
  QueueEntry,
  'serverId' | 'module' | 'failureClass' | 'cause' | 'action' | 'serviceType' | 'held' | 'nextAttemptAt'
>

/** As `needsAttention` of the room says. */
const needsPerson = ({ held, nextAttemptAt }: TalliedAs): boolean => held || nextAttemptAt === null

type Change = { tallyId: number; entries: number }

const CHANGE = {
  tally_id: ['BIGINT', ({ tallyId }) => tallyId],
  entries: ['BIGINT', ({ entries }) => entries],
} as const satisfies RowColumns<Change>

/** The tallies that count anything, with how much that is now; `which` are conditions on what they count by. */
export const tallied = (which: readonly Sql[]): Sql => sql`
  (SELECT counted.* FROM (SELECT t.id, t.server_id, t.module_folded, t.failure_class, t.cause, t.action_folded, t.service_type,
      t.held, t.attention, t.entries + coalesce((SELECT sum(c.entries) FROM module_queue_tally_changes c
        WHERE c.tally_id = t.id), 0) AS entries
    FROM module_queue_tallies t ${where(which)}) AS counted
    WHERE counted.entries > 0)`

/** The tallies of what is held for one cause. */
export const talliesLike = ({
  module,
  failureClass,
  cause,
  serverId,
}: Pick<QueueEntry, 'module' | 'failureClass' | 'cause' | 'serverId'>): Sql => sql`SELECT id FROM module_queue_tallies
  WHERE server_id = ${serverId ?? 0} AND failure_class = ${failureClass}
    AND substr(cause, 1, 200) = substr(CAST(${cause} AS TEXT), 1, 200) AND cause = ${cause}
    AND module_folded = ${fold(module)} AND held = 1`

/** How many open entries there are of each kind, written down in the transaction that changes it. */
export function tallyStore(q: Queries) {
  async function find(counted: TalliedAs): Promise<number | undefined> {
    const { serverId, failureClass, cause, serviceType } = counted
    const row = await q.get<{ id: number }>(sql`SELECT id FROM module_queue_tallies
      WHERE server_id = ${serverId ?? 0} AND failure_class = ${failureClass}
        AND substr(cause, 1, 200) = substr(CAST(${cause} AS TEXT), 1, 200) AND cause = ${cause}
        AND module_folded = ${fold(counted.module)} AND action_folded = ${fold(counted.action)}
        AND service_type = ${serviceType} AND held = ${flag(counted.held)}
        AND attention = ${flag(needsPerson(counted))}
      ORDER BY id LIMIT 1 ${q.phrases.forKeyShare}`)
    return row?.id
  }

  return {
    /** The tally that counts such entries. It stays until this transaction has ended. */
    async tallyOf(counted: TalliedAs): Promise<number> {
      return (
        (await find(counted)) ??
        q.insert(
          sql`INSERT INTO module_queue_tallies ${insertValues({
            server_id: counted.serverId ?? 0,
            module_folded: fold(counted.module),
            failure_class: counted.failureClass,
            cause: counted.cause,
            action_folded: fold(counted.action),
            service_type: counted.serviceType,
            held: flag(counted.held),
            attention: flag(needsPerson(counted)),
            entries: 0,
          })} RETURNING id`,
        )
      )
    },

    /** An entry is counted elsewhere from now on; null is nowhere. */
    async recount(from: number | null, to: number | null): Promise<void> {
      if (from === to) return
      const changes = [
        ...(from === null ? [] : [{ tallyId: from, entries: -1 }]),
        ...(to === null ? [] : [{ tallyId: to, entries: 1 }]),
      ]
      for (const given of q.phrases.given(CHANGE, changes))
        await q.run(sql`INSERT INTO module_queue_tally_changes (tally_id, entries)
          SELECT given.tally_id, given.entries FROM ${given}`)
    },

    async foldTallies(most: number): Promise<number> {
      await q.get(q.phrases.oneAtATime('module_queue_tallies'))
      const gone = await q.all<Change>(sql`DELETE FROM module_queue_tally_changes WHERE id IN
          (SELECT id FROM module_queue_tally_changes ORDER BY id LIMIT ${most})
        RETURNING tally_id AS "tallyId", entries`)
      const sums = new Map<number, number>()
      for (const { tallyId, entries } of gone) sums.set(tallyId, (sums.get(tallyId) ?? 0) + entries)
      const changed = [...sums].map(([tallyId, entries]) => ({ tallyId, entries }))
      for (const given of q.phrases.given(CHANGE, changed))
        await q.run(sql`UPDATE module_queue_tallies SET entries = module_queue_tallies.entries + given.entries
          FROM ${given} WHERE module_queue_tallies.id = given.tally_id`)
      await forgetEmpty()
      return gone.length
    },

    tallyFaults: () => tallyFaults(q),
    countAnew: () => countAnew(q),
  }

  /** Those that somebody is about to count by are left alone. */
  async function forgetEmpty(): Promise<void> {
    const empty = await q.all<{ id: number }>(sql`SELECT id FROM module_queue_tallies WHERE entries = 0
      ORDER BY id LIMIT 100 ${q.phrases.forUpdateSkipLocked}`)
    if (empty.length === 0) return
    await q.run(sql`DELETE FROM module_queue_tallies WHERE id ${q.phrases.inIntegers(empty.map(({ id }) => id))}
      AND NOT EXISTS (SELECT 1 FROM module_queue_tally_changes c WHERE c.tally_id = module_queue_tallies.id)
      AND NOT EXISTS (SELECT 1 FROM module_queue m WHERE m.tally_id = module_queue_tallies.id)`)
  }
}
