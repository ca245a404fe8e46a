import { Invalid } from '../../base/refusal.ts'
import { isSealed, type Kept, MASK, sealChange, sealText } from '../../base/secrets/sealed.ts'
import type { SettingSeals } from '../secret-settings.ts'

/** The settings a module asks for, by position; the first one is at index 0. Unset ones are empty, none follow the last. */
export type ModuleSettings = readonly Kept[]

export const MODULE_SETTING_COUNT = 24

/** Position, counted from 1, to value; `***` leaves a secret as it is. */
export type ModuleSettingChanges = Readonly<Record<number, string | undefined>>

/** With the secrets among them sealed, as `module` names them. */
export function updateModuleSettings(
  { secrets, secretSettings }: SettingSeals,
  module: string,
  before: ModuleSettings,
  changes: ModuleSettingChanges,
): ModuleSettings {
  const isSecret = secretSettings.ofProduct(module)
  const settings: Kept[] = Array.from({ length: MODULE_SETTING_COUNT }, (_, index) => before[index] ?? '')
  for (const [position, value] of Object.entries(changes)) {
    const index = Number(position) - 1
    const stored = settings[index]
    if (stored === undefined)
      throw new Invalid('module setting', `a position from 1 to ${MODULE_SETTING_COUNT}`, position)
    if (value === undefined || (value === MASK && isSealed(stored))) continue
    settings[index] = isSecret(index) ? sealChange(secrets, value, stored) : value
  }
  const kept = settings.map((value, index) => (isSecret(index) && !isSealed(value) ? sealText(secrets, value) : value))
  return kept.slice(0, kept.findLastIndex((value) => value !== '') + 1)
}
