import { ProvisorError } from '@provisor/client'
import { moment } from '../parts/format.ts'
import { t } from '../texts/texts.ts'

/** What a refusal means to somebody who signs in, and what is left to try; anything else in the server's words. */
export function wordsOf(failure: unknown): string {
  if (!(failure instanceof ProvisorError)) return String(failure)
  const { code, detail, hint, facts } = failure
  const left = typeof facts.triesLeft === 'number' ? t.signIn.triesLeft(facts.triesLeft) : ''
  if (code === 'sign_in_refused') return join(t.signIn.wrong, left)
  if (code === 'second_factor_wrong') return join(t.signIn.wrongCode, left)
  if (code === 'address_banned' && typeof facts.until === 'string') return t.signIn.pausedUntil(moment(facts.until))
  return join(detail, hint)
}

const join = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' ')
