const KEPT = 'provisor.theme'

/** As the system has it, unless somebody chose. */
export function applyTheme(): void {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept
}

/** As chosen in this browser; empty: as the system has it. */
export const themeChoice = (): string => localStorage.getItem(KEPT) ?? ''

export function chooseTheme(next: string): void {
  if (next === '') localStorage.removeItem(KEPT)
  else localStorage.setItem(KEPT, next)
  delete document.documentElement.dataset.theme
  applyTheme()
}

export function switchTheme(): void {
  const { dataset } = document.documentElement
  const dark = dataset.theme ? dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  dataset.theme = dark ? 'light' : 'dark'
  localStorage.setItem(KEPT, dataset.theme)
}
