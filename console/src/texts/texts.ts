import type { en } from './en.ts'

/** Another language is one file: all that `en` says. A browser loads the one that is spoken. */
export type Texts = typeof en

export type Language = 'en' | 'de'

const KEPT = 'provisor.language'

function chosen(): Language {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'en' || kept === 'de') return kept
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

export const language: Language = chosen()
export const t: Texts = language === 'de' ? (await import('./de.ts')).de : (await import('./en.ts')).en

/** From the next loading on, which it begins. */
export function choose(next: Language): void {
  localStorage.setItem(KEPT, next)
  location.reload()
}
