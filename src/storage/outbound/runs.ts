import type { Run, RunStore } from '../../outbound/runners/http/run.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, jsonOrNull, type Stored } from '../engine/decode.ts'
import { assignments, type Sql, sql } from '../engine/sql.ts'

const RUN = sql`job_id AS "jobId", stage, limit_at AS "limitAt", ending, final_tries AS "finalTries", token`

export function runStore(q: Queries): RunStore {
  const one = async (condition: Sql): Promise<Run | undefined> => {
    const row = await q.get<Stored<Run, 'ending'>>(sql`SELECT ${RUN} FROM outbound_runs WHERE ${condition}`)
    return row && decoded(row, { ending: jsonOrNull<Run['ending']>(row.ending) })
  }
  return {
    get: (jobId) => one(sql`job_id = ${jobId}`),
    lock: (jobId) => one(sql`job_id = ${jobId} ${q.phrases.forUpdate}`),
    async insert(jobId) {
      await q.run(sql`INSERT INTO outbound_runs (job_id, stage) VALUES (${jobId}, 'began')`)
    },
    async update(jobId, { stage, limitAt, ending, finalTries, token }) {
      const columns = assignments({
        stage,
        limit_at: limitAt,
        ending: ending && JSON.stringify(ending),
        final_tries: finalTries,
        token,
      })
      await q.run(sql`UPDATE outbound_runs SET ${columns} WHERE job_id = ${jobId}`)
    },
    async delete(jobIds) {
      await q.run(sql`DELETE FROM outbound_runs WHERE job_id ${q.phrases.inIntegers(jobIds)}`)
    },
  }
}
