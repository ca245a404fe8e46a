import type { outbound } from './en/outbound.ts'
import { language, t as main } from './texts.ts'

export type OutboundTexts = typeof outbound

const own: OutboundTexts = (language === 'de' ? await import('./de/outbound.ts') : await import('./en/outbound.ts'))
  .outbound

/** All that the console says, with what comes with the pages of outbound services alone. */
export const t = { ...main, outbound: { ...main.outbound, ...own } }
