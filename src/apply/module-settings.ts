import { z } from 'zod'
import { MODULE_SETTING_COUNT, type ModuleSettingChanges } from '../catalog/products/module-settings.ts'
import { plainText } from './plain-text.ts'

/** What the module asks for, by position; empty texts at the end say nothing. */
export const moduleSettings = z
  .array(plainText)
  .max(MODULE_SETTING_COUNT)
  .transform((settings) => settings.slice(0, settings.findLastIndex((value) => value !== '') + 1))

/** All positions, so that those which the list does not reach become empty. */
export const settingChanges = (settings: readonly string[]): ModuleSettingChanges =>
  Object.fromEntries(Array.from({ length: MODULE_SETTING_COUNT }, (_, index) => [index + 1, settings[index] ?? '']))
