import type { TallyFault } from '../../provisioning/store.ts'
import type { Queries } from '../engine/database.ts'
import { sql } from '../engine/sql.ts'

const CHANGES = sql`coalesce((SELECT sum(c.entries) FROM module_queue_tally_changes c WHERE c.tally_id = t.id), 0)`

/** Whether entry `m` is what tally `t` counts. */
const FITS = sql`t.server_id = coalesce(m.server_id, 0) AND t.failure_class = m.failure_class
  AND substr(t.cause, 1, 200) = substr(m.cause, 1, 200) AND t.cause = m.cause AND t.module_folded = m.module_folded
  AND t.action_folded = m.action_folded AND t.service_type = m.service_type AND t.held = m.held
  AND t.attention = CASE WHEN m.held = 1 OR m.next_attempt_at IS NULL THEN 1 ELSE 0 END`

/** Entries that are counted as what they are not, or not at all. */
const MISFITS = sql`(m.completed_at IS NULL OR m.tally_id IS NOT NULL) AND (m.completed_at IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM module_queue_tallies t WHERE t.id = m.tally_id AND ${FITS}))`

/** Where a full count says something else than the tallies. */
export const tallyFaults = (q: Queries): Promise<TallyFault[]> =>
  q.all<TallyFault>(sql`
    SELECT t.id AS tally, t.entries + ${CHANGES} AS counted, coalesce(m.entries, 0) AS entries
    FROM module_queue_tallies t LEFT JOIN (SELECT tally_id, count(*) AS entries FROM module_queue
      WHERE tally_id IS NOT NULL GROUP BY tally_id) AS m ON m.tally_id = t.id
    WHERE t.entries + ${CHANGES} <> coalesce(m.entries, 0)
    UNION ALL
    SELECT m.tally_id AS tally, 0 AS counted, count(*) AS entries FROM module_queue m WHERE ${MISFITS}
    GROUP BY m.tally_id`)

/** Counts everything that is open, whatever the tallies say. What others open meanwhile they count themselves. */
export async function countAnew(q: Queries): Promise<void> {
  await q.get(q.phrases.oneAtATime('module_queue_tallies'))
  await q.all(sql`SELECT 1 AS one FROM module_queue WHERE completed_at IS NULL ${q.phrases.forUpdate}`)
  await q.run(sql`INSERT INTO module_queue_tallies (server_id, module_folded, failure_class, cause, action_folded,
      service_type, held, attention, entries)
    SELECT DISTINCT coalesce(m.server_id, 0), m.module_folded, m.failure_class, m.cause, m.action_folded, m.service_type,
      m.held, CASE WHEN m.held = 1 OR m.next_attempt_at IS NULL THEN 1 ELSE 0 END, 0
    FROM module_queue m WHERE m.completed_at IS NULL
      AND NOT EXISTS (SELECT 1 FROM module_queue_tallies t WHERE ${FITS})`)
  await q.run(sql`UPDATE module_queue AS m SET tally_id = CASE WHEN m.completed_at IS NULL
      THEN (SELECT min(t.id) FROM module_queue_tallies t WHERE ${FITS}) END
    WHERE ${MISFITS}`)
  await q.run(sql`UPDATE module_queue_tallies AS t
    SET entries = (SELECT count(*) FROM module_queue m WHERE m.tally_id = t.id) - ${CHANGES}`)
}
