import type { bulk } from './en/bulk.ts'
import { language, t as main } from './texts.ts'

export type BulkTexts = typeof bulk

const more: BulkTexts = (language === 'de' ? await import('./de/bulk.ts') : await import('./en/bulk.ts')).bulk

/** All that the console says, with what only an open bulk action says. */
export const t = { ...main, bulk: { ...main.bulk, ...more } }
