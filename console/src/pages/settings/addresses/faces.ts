import type { Face } from '@provisor/client'

/** What listens, as people know it. */
export const FACES: readonly (readonly [face: Face, word: string])[] = [
  ['whmcs', 'WHMCS API'],
  ['wbteampro', 'Remote API'],
  ['aculab', 'Aculab'],
  ['native', 'Provisor API'],
]

export const wordOf = (face: Face): string => FACES.find(([name]) => name === face)?.[1] ?? face
