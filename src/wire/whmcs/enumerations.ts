import { Invalid } from '../../base/refusal.ts'
import type { Cycle } from '../../catalog/cycle.ts'
import { type Parameter, text } from './parameters.ts'

/** The face's words where they differ from ours. `One Time` and `Free Account` are decided in QUIRKS.md. */
const CYCLE_TEXT: Record<Cycle, string> = {
  free: 'Free Account',
  onetime: 'One Time',
  monthly: 'Monthly',
  quarterly: 'Quarterly',
  semiannually: 'Semi-Annually',
  annually: 'Annually',
  biennially: 'Biennially',
  triennially: 'Triennially',
}

export const cycleText = (cycle: Cycle): string => CYCLE_TEXT[cycle]

/** Orders print their line items with a hyphen. */
export const lineItemCycleText = (cycle: Cycle): string => (cycle === 'onetime' ? 'One-Time' : CYCLE_TEXT[cycle])

/** Both the stored text and the request's key are accepted: `Semi-Annually`, `semiannually`, `One-Time`, `onetime`. */
export function cycleOf(text: string): Cycle | undefined {
  const key = text.toLowerCase().replace(/[^a-z]/g, '')
  if (key === 'freeaccount') return 'free'
  return Object.hasOwn(CYCLE_TEXT, key) ? (key as Cycle) : undefined
}

/** Set-up fee keys of a price map, section 3.5. */
export const SETUP_KEYS: Readonly<Record<string, Cycle>> = {
  msetupfee: 'monthly',
  qsetupfee: 'quarterly',
  ssetupfee: 'semiannually',
  asetupfee: 'annually',
  bsetupfee: 'biennially',
  tsetupfee: 'triennially',
}

/** A status in any case; what is none is refused by name. Empty and not sent are undefined. */
export function statusOf<T extends string>(
  sent: string | undefined,
  all: readonly T[],
  is: (text: string) => text is T,
): T | undefined {
  const text = sent?.trim()
  if (!text) return undefined
  const known = all.find((status) => status.toLowerCase() === text.toLowerCase()) ?? text
  if (!is(known)) throw new Invalid('status', all.join(', '), text)
  return known
}

/** `monthly`, `Monthly`, `Semi-Annually` …; empty and not sent are undefined. */
export const cycleParameter = (about: string): Parameter<Cycle | undefined> => ({
  ...text(about),
  kind: 'string (billing cycle)',
  decode(raw, name) {
    const sent = text(about).decode(raw, name)?.trim()
    if (!sent) return undefined
    const cycle = cycleOf(sent)
    if (!cycle) throw new Invalid(name, Object.keys(CYCLE_TEXT).join(', '), sent)
    return cycle
  },
})
