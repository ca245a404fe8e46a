import type { Call, CallOptions } from './call.ts'
import type { ProjectSettingsUpdateBody, TimesheetWeeksListQuery } from './contract.ts'

/** How projects, their actions and their time behave. */
const makeProjectSettings = (call: Call) => ({
  get: (options?: CallOptions) => call('projectSettings.get', {}, options),
  /** All of those that are named, or none. */
  update: (body: ProjectSettingsUpdateBody, options?: CallOptions) => call('projectSettings.update', { body }, options),
})

/** What members of staff make of the hourly rate. */
const makeStaffRates = (call: Call) => ({
  list: (options?: CallOptions) => call('staffRates.list', {}, options),
  /** Such as `80`, `+10` or `-5%`. */
  set: (staffId: number, rate: string, options?: CallOptions) =>
    call('staffRates.set', { params: { staffId }, body: { rate } }, options),
  delete: (staffId: number, options?: CallOptions) => call('staffRates.delete', { params: { staffId } }, options),
})

/** Weeks of time; a week is said by its Monday, such as `2026-02-02`. */
const makeTimesheetWeeks = (call: Call) => ({
  /** This week, unless days are given. */
  list: (query: TimesheetWeeksListQuery = {}, options?: CallOptions) => call('timesheetWeeks.list', { query }, options),
  submit: (staffId: number, week: string, options?: CallOptions) =>
    call('timesheetWeeks.submit', { params: { staffId, week }, body: {} }, options),
  approve: (staffId: number, week: string, options?: CallOptions) =>
    call('timesheetWeeks.approve', { params: { staffId, week }, body: {} }, options),
  lock: (staffId: number, week: string, options?: CallOptions) =>
    call('timesheetWeeks.lock', { params: { staffId, week }, body: {} }, options),
  reopen: (staffId: number, week: string, options?: CallOptions) =>
    call('timesheetWeeks.reopen', { params: { staffId, week }, body: {} }, options),
})

export type ProjectSettingNouns = {
  readonly timesheetWeeks: ReturnType<typeof makeTimesheetWeeks>
  readonly projectSettings: ReturnType<typeof makeProjectSettings>
  readonly staffRates: ReturnType<typeof makeStaffRates>
}

export const makeProjectSettingNouns = (call: Call): ProjectSettingNouns => ({
  timesheetWeeks: makeTimesheetWeeks(call),
  projectSettings: makeProjectSettings(call),
  staffRates: makeStaffRates(call),
})
