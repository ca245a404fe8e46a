import type { told } from './en/told.ts'
import { t as settings } from './settings-texts.ts'
import { language } from './texts.ts'

export type ToldTexts = typeof told

const own: ToldTexts = (language === 'de' ? await import('./de/told.ts') : await import('./en/told.ts')).told

/** All that the settings say, with what only the pages of who is told of what say. */
export const t = { ...settings, ...own }
