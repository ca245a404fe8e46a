import { collectDefaultMetrics, Registry } from 'prom-client'
import { DATABASE_FAMILIES } from './database-families.ts'
import { type Family, textOf } from './family.ts'
import type { DatabaseNow } from './measure.ts'
import { PROCESS_FAMILIES, type ProcessNow } from './process-families.ts'

/** Memory, processor, garbage collection and the delay of the event loop: measured from the first scrape on. */
const ofNode = new Registry()
collectDefaultMetrics({ register: ofNode })

export const contentType = ofNode.contentType

export const COMPLETENESS: Family<boolean> = {
  name: 'provisor_database_measured',
  help: '1 when what follows from the database is told; 0 when the database did not tell in time, and it is left out',
  type: 'gauge',
  labels: [],
  of: (isMeasured) => [[[], isMeasured ? 1 : 0]],
}

/** What a Prometheus server may read from this process. Addresses, names and paths of strangers are never labels. */
export async function tell(process: ProcessNow, database: DatabaseNow | undefined): Promise<string> {
  return [
    textOf(PROCESS_FAMILIES, process),
    textOf([COMPLETENESS], database !== undefined),
    database ? textOf(DATABASE_FAMILIES, database) : '',
    await ofNode.metrics(),
  ].join('')
}
