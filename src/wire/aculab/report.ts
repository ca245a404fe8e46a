import { csvLine } from '../../base/csv.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Caller } from '../../outbound/accounts/caller.ts'
import type { Outbound } from '../../outbound/outbound.ts'
import type { OutboundService } from '../../outbound/services/service.ts'
import type { Start } from '../../outbound/starts/start.ts'
import { applicationRecord } from './application-record.ts'

/** A report is a period, and its id says which: nothing is made or kept, so that none is ever unfinished or lost. */
export type Report = { readonly accountId: number; readonly from: number; readonly before: number }

export const reportId = ({ accountId, from, before }: Report): string => `adr-${accountId}-${from}-${before}`

export function parseReportId(text: string): Report | undefined {
  const [, ...numbers] = /^adr-(\d{1,15})-(\d{1,15})-(\d{1,15})$/.exec(text) ?? []
  const [accountId, from, before] = numbers.map(Number)
  return before === undefined ? undefined : { accountId: accountId!, from: from!, before }
}

type Parts = { outbound: Outbound; caller: Caller; wallClock: WallClock }

const PAGE = 1000

/** The records of the runs that ended in the period, in batches of lines. */
export async function* reportLines(parts: Parts, { from, before }: Report): AsyncGenerator<string, void> {
  const { outbound, caller, wallClock } = parts
  const services = new Map((await outbound.services.list(caller)).map((service) => [service.id, service]))
  const recordOf = (start: Start, service: OutboundService | undefined) =>
    applicationRecord(wallClock, { start, service })
  let after: Start | undefined
  let head = true
  do {
    const starts: Start[] = await outbound.starts.report(caller, { from, before, after, limit: PAGE })
    const records = starts.map((start) => recordOf(start, services.get(start.serviceId)))
    const lines = records.map((record) => csvLine(Object.values(record)))
    yield (head ? csvLine(COLUMNS) : '') + lines.join('')
    head = false
    after = starts.length < PAGE ? undefined : starts.at(-1)
  } while (after)
}

const COLUMNS = [
  'application_instance_id',
  'application_name',
  'start_time',
  'start_datetime',
  'stop_time',
  'stop_datetime',
  'duration',
  'tts_seconds',
  'tts_unit_cost',
  'extra_channel_count',
  'fax',
  'platform_cost',
  'extra_cost',
  'pstn_cost',
] as const satisfies (keyof ReturnType<typeof applicationRecord>)[]
