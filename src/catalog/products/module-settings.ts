import { Invalid } from '../../base/refusal.ts'

/** The settings a module asks for, by position; the first one is at index 0. Unset ones are empty, none follow the last. */
export type ModuleSettings = readonly string[]

export const MODULE_SETTING_COUNT = 24

/** Position, counted from 1, to value. */
export type ModuleSettingChanges = Readonly<Record<number, string | undefined>>

export function updateModuleSettings(before: ModuleSettings, changes: ModuleSettingChanges): ModuleSettings {
  const settings: string[] = Array.from({ length: MODULE_SETTING_COUNT }, (_, index) => before[index] ?? '')
  for (const [position, value] of Object.entries(changes)) {
    const index = Number(position) - 1
    if (!(index in settings))
      throw new Invalid('module setting', `a position from 1 to ${MODULE_SETTING_COUNT}`, position)
    if (value !== undefined) settings[index] = value
  }
  return settings.slice(0, settings.findLastIndex((value) => value !== '') + 1)
}
