import { useSyncExternalStore } from 'react'

/** What the page asked of the API, as it was sent. */
export type SentRequest = { readonly method: string; readonly url: string; readonly body: string | undefined }

/** Of one page: what it shows, and the last of what was done on it. */
const MOST = 12

let sent: readonly SentRequest[] = []
const listeners = new Set<() => void>()

function become(next: readonly SentRequest[]): void {
  sent = next
  for (const tell of listeners) tell()
}

const keyOf = ({ method, url, body }: SentRequest): string => `${method} ${url} ${body}`

/** Never what signs somebody in, nor the stream of events. */
const isShown = ({ url }: SentRequest): boolean => !/\/(sessions|me|events)\b|\/api\/v1\/?$/.test(new URL(url).pathname)

/** Sends, and remembers what was sent: what a person sees here is the very request. */
export const rememberingFetch: typeof fetch = (input, init) => {
  const request = {
    method: init?.method ?? 'GET',
    url: String(input),
    body: typeof init?.body === 'string' ? init.body : undefined,
  }
  if (isShown(request)) {
    const others = sent.filter((other) => keyOf(other) !== keyOf(request))
    become([request, ...others].slice(0, MOST))
  }
  return fetch(input, init).then((answer) => {
    noteTime(answer.headers.get('date'))
    return answer
  })
}

/** By how much the server's clock is ahead of this one's. */
let ahead = 0

/** The clock of a browser may be anything: what an answer is dated with counts, where the two differ by more than it says. */
function noteTime(date: string | null): void {
  const at = Date.parse(date ?? '')
  if (Math.abs(at - Date.now()) > 2000) ahead = at - Date.now()
  else if (!Number.isNaN(at)) ahead = 0
}

export const serverNow = (): Date => new Date(Date.now() + ahead)

/** Another page begins. */
export const forgetRequests = (): void => become([])

export const useRequests = (): readonly SentRequest[] =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => sent,
  )
