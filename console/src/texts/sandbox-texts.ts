import type { sandbox } from './en/sandbox.ts'
import { language } from './texts.ts'

export type SandboxTexts = typeof sandbox

export const t: SandboxTexts = (language === 'de' ? await import('./de/sandbox.ts') : await import('./en/sandbox.ts'))
  .sandbox
