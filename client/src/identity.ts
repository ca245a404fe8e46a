/** How a request says who asks, and what is learnt from an answer. */
export type Identity = {
  headers(): Record<string, string>
  readonly credentials?: 'include'
  answered(response: Response, answer: unknown): void
}

export const headerIdentity = (authorization: string): Identity => ({
  headers: () => ({ authorization }),
  answered: () => {},
})

/**
 * A person's session. Browsers keep its cookie by themselves; elsewhere it is kept here. The token that a page has to send
 * with what changes something comes with the answers that say who is signed in.
 */
export function sessionIdentity(): Identity {
  let csrfToken: string | undefined
  let cookie: string | undefined
  return {
    credentials: 'include',
    headers: () => ({ ...(csrfToken && { 'x-csrf-token': csrfToken }), ...(cookie && { cookie }) }),
    answered({ headers }, answer) {
      for (const kept of headers.getSetCookie?.() ?? []) {
        const pair = kept.split(';', 1)[0]!
        cookie = pair.endsWith('=') ? undefined : pair
      }
      csrfToken = csrfTokenOf(answer) ?? csrfToken
    },
  }
}

function csrfTokenOf(answer: unknown): string | undefined {
  const session = (answer as { session?: { csrfToken?: unknown } | null } | null)?.session
  return typeof session?.csrfToken === 'string' ? session.csrfToken : undefined
}
