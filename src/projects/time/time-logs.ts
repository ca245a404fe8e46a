import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed } from '../../base/page.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { requireVisible, viewerOfList } from '../lock.ts'
import type { ProjectParts, ProjectStores } from '../parts.ts'
import { type ProjectSettingValues, readSettings } from '../setting.ts'
import type { RatedTimeLog } from '../store.ts'
import { seesTimeLog, type Viewer, viewerOf } from '../visibility.ts'
import { entriesMeant } from '../words.ts'
import { deleteTimeLog, invoiceTimeLog, logTime, stopTimer, updateTimeLog } from './log-time.ts'
import { rateOf, roundedSeconds } from './rate.ts'
import type { TimeLogChanges, TimeLogFilter, TimeLogForm, TimeLogListing, TimeLogOrder, TimerEnd } from './time-log.ts'
import {
  type Dimension,
  filterOf,
  lineOf,
  makeSums,
  type TimesheetFilter,
  type TimesheetLine,
  type TimesheetSum,
} from './timesheet.ts'

const MOST_AT_ONCE = 1000

export function makeTimeLogs({ read, transaction, clock, wallClock }: ProjectParts) {
  return {
    async list(
      actor: Actor,
      filter: TimeLogFilter,
      page: KeysetPage,
      order?: TimeLogOrder,
    ): Promise<Listed<TimeLogListing>> {
      authorize(actor, 'projects.read')
      const viewer = await viewerOfList(read, actor, filter)
      const settings = await readSettings(read)
      const type = entriesMeant(settings['timelog.timelog_type'], filter.type)
      const { total, rows } = await read.timeLogs.list(viewer, { ...filter, type }, page, order)
      return { total, rows: rows.map((log) => listed(settings, clock.now(), log)) }
    },

    /** What a timesheet is made of, what started last first where no other order is asked for. */
    async listSheet(
      actor: Actor,
      filter: TimesheetFilter,
      page: KeysetPage,
      order?: TimeLogOrder,
    ): Promise<Listed<TimeLogListing>> {
      authorize(actor, 'projects.read')
      const settings = await readSettings(read)
      const { total, rows } = await read.timeLogs.list(viewerOf(actor), filterOf(wallClock, filter), page, order)
      return { total, rows: rows.map((log) => listed(settings, clock.now(), log)) }
    },

    /** In order of start, in batches, with flat memory. */
    timesheet(actor: Actor, filter: TimesheetFilter): AsyncGenerator<TimesheetLine[]> {
      authorize(actor, 'projects.read')
      return lines(viewerOf(actor), filter)
    },

    /** The same, added up by what is equal. */
    async sums(actor: Actor, filter: TimesheetFilter, by: readonly Dimension[]): Promise<TimesheetSum[]> {
      authorize(actor, 'projects.read')
      const sums = makeSums(by)
      for await (const batch of lines(viewerOf(actor), filter)) for (const line of batch) sums.add(line)
      return sums.all()
    },

    async get(actor: Actor, id: number): Promise<TimeLogListing> {
      authorize(actor, 'projects.read')
      return shown(read, actor, id)
    },

    /** Without a stop or a duration it is a watch that runs. */
    async create(actor: Actor, form: TimeLogForm): Promise<TimeLogListing> {
      authorize(actor, 'projects.write')
      return transaction(async (tx) => shown(tx, actor, await logTime(tx, actor, form), tx.at))
    },

    async update(actor: Actor, id: number, changes: TimeLogChanges): Promise<TimeLogListing> {
      authorize(actor, 'projects.write')
      return transaction(async (tx) => {
        await updateTimeLog(tx, actor, id, changes)
        return shown(tx, actor, id, tx.at)
      })
    },

    /** One that has stopped already stays as it is. */
    async stop(actor: Actor, id: number, end: TimerEnd = {}): Promise<TimeLogListing> {
      authorize(actor, 'projects.write')
      return transaction(async (tx) => {
        const log = await shown(tx, actor, id, tx.at)
        await stopTimer(tx, actor, log.id, end)
        return shown(tx, actor, id, tx.at)
      })
    },

    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'projects.write')
      await transaction((tx) => deleteTimeLog(tx, actor, id))
    },

    /** All of them or none: they are on the invoice, and locked; with null they are on none any more. */
    async invoice(actor: Actor, ids: readonly number[], invoiceId: number | null): Promise<void> {
      authorize(actor, invoiceId === null ? 'projects.all' : 'projects.write')
      if (invoiceId !== null && !(Number.isSafeInteger(invoiceId) && invoiceId > 0))
        throw new Invalid('invoiceId', 'the number of an invoice', invoiceId)
      if (ids.length > MOST_AT_ONCE) throw new Invalid('ids', `at most ${MOST_AT_ONCE} time logs`, ids.length)
      await transaction(async (tx) => {
        // In one order, so that two who do this do not wait for each other.
        for (const id of [...new Set(ids)].sort((a, b) => a - b)) await invoiceTimeLog(tx, actor, id, invoiceId)
      })
    },
  }

  async function* lines(viewer: Viewer, filter: TimesheetFilter): AsyncGenerator<TimesheetLine[]> {
    const settings = await readSettings(read)
    for await (const rows of read.timeLogs.stream(viewer, filterOf(wallClock, filter)))
      yield rows.map((row) => lineOf(wallClock, listed(settings, clock.now(), row)))
  }

  async function shown(tx: ProjectStores, actor: Actor, id: number, now = clock.now()): Promise<TimeLogListing> {
    const log = await tx.timeLogs.get(id)
    if (!log) throw new NotFound('time log', id)
    const project = log.projectId === null ? undefined : await tx.projects.get(log.projectId)
    const action = log.actionId === null ? undefined : await tx.actions.get(log.actionId)
    requireVisible('time log', id, log, (one) => seesTimeLog(viewerOf(actor), one, project, action))
    return listed(await readSettings(tx), now, log)
  }
}

export type TimeLogs = ReturnType<typeof makeTimeLogs>

/** With what billing would make of it now; a running one has worked until now. */
function listed<Row extends RatedTimeLog>(
  settings: ProjectSettingValues,
  now: number,
  { projectRate, staffRate, ...log }: Row,
) {
  const elapsedSeconds =
    log.state === 'active' ? Math.max(0, Math.floor((now - log.startedAt) / 1000)) : log.elapsedSeconds
  const typeRate = settings['timelog.type_rates'][log.type] ?? ''
  return {
    ...log,
    elapsedSeconds,
    rate: rateOf([settings['billing.hourly_rate'], projectRate, staffRate, typeRate]),
    billedSeconds: log.billable ? roundedSeconds(elapsedSeconds, settings['billing.round_elapsed']) : 0,
  }
}
