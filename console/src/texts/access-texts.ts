import type { access } from './en/access.ts'
import { t as settings } from './settings-texts.ts'
import { language } from './texts.ts'

export type AccessTexts = typeof access

const own: AccessTexts = (language === 'de' ? await import('./de/access.ts') : await import('./en/access.ts')).access

/** All that the settings say, with what only the pages of who may do what say. */
export const t = { ...settings, ...own }
