import type { WebPage } from '../../services/service.ts'

/** What an application wants done next. */
export type PageReply =
  | { readonly is: 'page'; readonly page: WebPage; readonly token: string | null }
  | { readonly is: 'end'; readonly code: number; readonly token: string | null }
  | { readonly is: 'unreadable'; readonly why: string }

const LONGEST_TOKEN = 5000

/*
 * GUESSED: only `actions`, `token` and `api_version` are known from the documents, and that some actions name a next
 * page. How an action is written, and `next_page` with its members, is our reading; `return_code` is ours.
 */

/**
 * Nobody is on the telephone here, so of a page's actions only that counts which leads to another page: the first
 * `next_page` there is. Without one the run has ended, with `return_code` if the page gives it.
 */
export function readReply(text: string, asked: string): PageReply {
  const trimmed = text.trim()
  if (trimmed === '') return { is: 'end', code: 0, token: null }
  const reply = parsed(trimmed)
  if (!isObject(reply)) return unreadable('no JSON object')
  const { actions = [], token = null, return_code: code } = reply
  if (token !== null && (typeof token !== 'string' || token.length > LONGEST_TOKEN))
    return unreadable(`a token that is no text of up to ${LONGEST_TOKEN} characters`)
  if (code !== undefined)
    return Number.isSafeInteger(code)
      ? { is: 'end', code: code as number, token }
      : unreadable('a return_code that is no whole number')
  if (!Array.isArray(actions)) return unreadable('actions that are no list')
  const next = actions.map(nextPageOf).find((found) => found !== undefined)
  if (next === undefined) return { is: 'end', code: 0, token }
  const page = pageOf(next, asked)
  return page ? { is: 'page', page, token } : unreadable('a next page that is no http or https address')
}

const unreadable = (what: string): PageReply => ({ is: 'unreadable', why: `the page answered with ${what}` })

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{"redirect": {"next_page": …}}`, or the same with the action's name beside its members. */
function nextPageOf(action: unknown): unknown {
  if (!isObject(action)) return undefined
  const inner = Object.values(action).find(isObject)
  return action.next_page ?? (inner && 'next_page' in inner ? inner.next_page : undefined)
}

/** A text, or an object with `address` and perhaps `method`; relative to the page that was asked. */
function pageOf(next: unknown, asked: string): WebPage | undefined {
  const { address, method = 'POST' } = isObject(next) ? next : { address: next }
  const url = typeof address === 'string' ? URL.parse(address, asked) : null
  if (!url || !['http:', 'https:'].includes(url.protocol)) return undefined
  if (method !== 'GET' && method !== 'POST') return undefined
  return { address: url.href, method }
}
