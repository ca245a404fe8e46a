import type { settings } from './en/settings.ts'
import { language, t as main } from './texts.ts'

export type SettingsTexts = typeof settings

const own: SettingsTexts = (language === 'de' ? await import('./de/settings.ts') : await import('./en/settings.ts'))
  .settings

/** All that the console says, with what comes with the settings alone. */
export const t = { ...main, ...own }
