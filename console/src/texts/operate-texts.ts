import type { operate } from './en/operate.ts'
import { language, t as main } from './texts.ts'

export type OperateTexts = typeof operate

const { lanes, overview, queue }: OperateTexts = (
  language === 'de' ? await import('./de/operate.ts') : await import('./en/operate.ts')
).operate

/** All that the console says, with what comes with an open lane and the lower half of the overview alone. */
export const t = {
  ...main,
  queue: { ...main.queue, ...queue },
  lanes: { ...main.lanes, ...lanes },
  overview: { ...main.overview, ...overview },
}
