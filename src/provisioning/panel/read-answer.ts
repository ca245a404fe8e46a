import { readRetryAfter } from '../../guarded-http/retry-after.ts'
import type { FailureClass } from './outcome.ts'
import { type Failed, failed } from './outcome.ts'
import type { PanelAnswer } from './panel-http.ts'

/** What a text or status of the panel means. The first rule that fits counts. */
export type AnswerRule = {
  /**
   * A group named `what` joins the cause: `/no package (?<what>\w+)/` with cause `unknown package`. Several must follow on
   * each other, whatever stands between.
   */
  words?: RegExp | readonly RegExp[]
  status?: number
  class: FailureClass
  cause: string
  field?: string
  explanation?: string
}

/** What the rules make of the panel's words. `matched` are the words without what the panel puts around them. */
export function judge(
  rules: readonly AnswerRule[],
  { words, status, matched = words }: { words: string; status?: number; matched?: string },
): Failed | undefined {
  for (const { words: pattern, status: only, class: failureClass, cause, field, explanation } of rules) {
    if (only !== undefined && only !== status) continue
    const match = pattern ? lastMatch([pattern].flat(), matched) : undefined
    if (match === null) continue
    const what = match?.groups?.what
    return failed(failureClass, words, {
      cause: what ? `${cause} ${what}` : cause,
      ...(field && { field }),
      ...(explanation && { explanation }),
    })
  }
  return undefined
}

/** What fits the last of the patterns, each looked for behind the first thing that fits the one before it. */
function lastMatch(patterns: readonly RegExp[], text: string): RegExpExecArray | null {
  let [rest, match]: [string, RegExpExecArray | null] = [text, null]
  for (const pattern of patterns) {
    match = pattern.exec(rest)
    if (match === null) return null
    rest = rest.slice(match.index + match[0].length)
  }
  return match
}

/** The parsed body, whatever the status; undefined when it is no JSON. */
export function jsonOf({ text }: PanelAnswer): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isHtml = ({ headers, text }: PanelAnswer): boolean =>
  /^\s*<(!doctype html|html)/i.test(text) || (/\bhtml\b/i.test(headers['content-type'] ?? '') && /^\s*</.test(text))

const isLoginPage = (answer: PanelAnswer): boolean =>
  isHtml(answer) &&
  (/type=["']?password/i.test(answer.text) ||
    titlesOf(answer.text).some((title) => /\b(log ?in|sign ?in)\b/i.test(title)))

/** What stands behind each `<title>` up to the next tag. */
const titlesOf = (text: string): string[] => [...text.matchAll(/<title>([^<]*)/gi)].map(([, title = '']) => title)

const isSuccess = ({ status }: PanelAnswer): boolean => status >= 200 && status < 300

/**
 * What the status of an answer means where the panel's own words say nothing more: undefined for success. A page for
 * people is no success either, whatever its status.
 */
export function failureOf(answer: PanelAnswer, changes: boolean, now: number, words?: string): Failed | undefined {
  const { status, headers } = answer
  const text = words || shownText(answer)
  const cause = `HTTP ${status}`
  const retryAfterMs = readRetryAfter(headers['retry-after'], now)
  if (isLoginPage(answer))
    return failed('authentication', text, {
      cause: 'login page',
      explanation: 'The panel answered with its login page.',
    })
  if (isSuccess(answer)) {
    if (!isHtml(answer)) return undefined
    return unclear(changes, text, 'page for people')
  }
  if (status >= 300 && status < 400) {
    const toLogin = /log-?in|sign-?in|auth/i.test(headers.location ?? '')
    return toLogin
      ? failed('authentication', text, { cause: 'sent to a login page' })
      : failed('configuration', text, {
          cause,
          explanation: 'The panel sends us elsewhere: correct the address of the server.',
        })
  }
  if (status === 401 || status === 403) return failed('authentication', text, { cause })
  if ([408, 425, 429, 502, 503].includes(status)) return failed('transient', text, { cause, retryAfterMs })
  if (status >= 500) return { ...unclear(changes, text, cause), retryAfterMs }
  if (status === 409) return failed('conflict', text)
  if ([402, 405, 410, 423, 426].includes(status)) return failed('configuration', text, { cause })
  return failed('permanent', text)
}

/** The panel may have acted, if there was anything to do. */
export const unclear = (changes: boolean, text: string, cause: string): Failed =>
  changes
    ? failed('unknown', text, { cause, explanation: 'The panel may have done it.' })
    : failed('transient', text, { cause })

const LONGEST_SHOWN = 2000

/** It was answered, with something that nobody can read. */
export const unreadable = (changes: boolean, text: string): Failed => ({
  ...unclear(changes, text, 'answer of an unexpected shape'),
  longest: LONGEST_SHOWN,
})

/** What the panel said, if it is for reading: else its status line. */
function shownText(answer: PanelAnswer): string {
  const text = answer.text.trim()
  if (text !== '' && text.length <= LONGEST_SHOWN && !isHtml(answer)) return answer.text
  const title = isHtml(answer) ? /<title>([^<]*)<\/title>/i.exec(text)?.[1]?.trim() : undefined
  const line = `HTTP ${answer.status} ${answer.reason}`.trim()
  return title ? `${line}: ${shortened(title)}` : line
}

/** Without the word that was cut, which may be half of a secret. */
function shortened(title: string): string {
  if (title.length <= LONGEST_SHOWN) return title
  return title.slice(0, Math.max(0, title.lastIndexOf(' ', LONGEST_SHOWN))).trimEnd()
}
