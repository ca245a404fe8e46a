import { de } from './de.ts'
import { en } from './en.ts'

/** Another language is one file: all that `en` says. */
export type Texts = typeof en

const LANGUAGES = { en, de } as const
export type Language = keyof typeof LANGUAGES

const KEPT = 'provisor.language'

function chosen(): Language {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'en' || kept === 'de') return kept
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

export const language: Language = chosen()
export const t: Texts = LANGUAGES[language]

/** From the next loading on, which it begins. */
export function choose(next: Language): void {
  localStorage.setItem(KEPT, next)
  location.reload()
}
