import type { main } from './en/main.ts'

/** Another language is one more folder: all that `en` says. A browser loads what is spoken. */
export type Texts = typeof main

export type Language = 'en' | 'de'

const KEPT = 'provisor.language'

function chosen(): Language {
  // Tests of what a page is made of have no browser around them.
  const kept = globalThis.localStorage?.getItem(KEPT)
  if (kept === 'en' || kept === 'de') return kept
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

export const language: Language = chosen()
export const t: Texts = (language === 'de' ? await import('./de/main.ts') : await import('./en/main.ts')).main

/** From the next loading on, which it begins. */
export function choose(next: Language): void {
  localStorage.setItem(KEPT, next)
  location.reload()
}
