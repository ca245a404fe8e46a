import type { me } from './en/me.ts'
import { language, t as main } from './texts.ts'

export type MeTexts = typeof me

const own: MeTexts = (language === 'de' ? await import('./de/me.ts') : await import('./en/me.ts')).me

/** All that the console says, with what one's own account says. */
export const t = { ...main, me: own }
