import type { Call, CallOptions } from './call.ts'
import type { ProjectSettingsUpdateBody } from './contract.ts'

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

export type ProjectSettingNouns = {
  readonly projectSettings: ReturnType<typeof makeProjectSettings>
  readonly staffRates: ReturnType<typeof makeStaffRates>
}

export const makeProjectSettingNouns = (call: Call): ProjectSettingNouns => ({
  projectSettings: makeProjectSettings(call),
  staffRates: makeStaffRates(call),
})
