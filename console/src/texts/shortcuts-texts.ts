import type { shortcuts } from './en/shortcuts.ts'
import { language } from './texts.ts'

export type ShortcutTexts = typeof shortcuts

/** Keys, and what each does. */
export const rows: ShortcutTexts = (
  language === 'de' ? await import('./de/shortcuts.ts') : await import('./en/shortcuts.ts')
).shortcuts
