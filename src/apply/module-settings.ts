import * as z from 'zod'
import { MODULE_SETTING_COUNT, type ModuleSettingChanges } from '../catalog/products/module-settings.ts'
import type { SecretSettings } from '../catalog/secret-settings.ts'
import { plainText } from './plain-text.ts'

/** What the module asks for, by position; empty texts at the end say nothing, and null leaves a secret as it is. */
export const moduleSettings = z
  .array(plainText.nullable())
  .max(MODULE_SETTING_COUNT)
  .transform((settings) => settings.slice(0, settings.findLastIndex((value) => value !== '') + 1))

/** All positions, so that those which the list does not reach become empty. */
export const settingChanges = (settings: readonly (string | null)[]): ModuleSettingChanges =>
  Object.fromEntries(Array.from({ length: MODULE_SETTING_COUNT }, (_, index) => [index + 1, settings[index] ?? '']))

/** Which of them are secret, of an item that has them. */
export function secretPositions(settings: SecretSettings, { module = '' }: { module?: string | undefined }) {
  const isSecret = settings.ofProduct(module)
  return (part: string): boolean => isSecret(Number(part))
}
