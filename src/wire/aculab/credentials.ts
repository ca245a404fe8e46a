/** What a Basic header says. With a service it is the form for one service, without one the form for the account. */
export type ShownCredentials = {
  readonly cloudId: string
  readonly username: string
  /** Null in the form for the account. */
  readonly service: string | null
  readonly secret: string
}

const BASIC = /^basic +([A-Za-z0-9+/_=-]+) *$/i

/**
 * `cloudID/username` or `cloudID/username/service`, read from the left: whatever follows the second slash is the name of
 * the service, slashes too. The first colon ends it, as in every Basic header; the secret may have more of them.
 * Undefined when it is nothing of the kind.
 */
export function parseCredentials(header: string | undefined): ShownCredentials | undefined {
  const encoded = header === undefined ? undefined : BASIC.exec(header)?.[1]
  if (!encoded) return undefined
  const shown = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = shown.indexOf(':')
  const first = shown.indexOf('/')
  if (first < 1 || colon < first || shown.includes('\0')) return undefined
  const second = shown.indexOf('/', first + 1)
  const userEnds = second < 0 || second > colon ? colon : second
  if (userEnds === first + 1) return undefined
  return {
    cloudId: shown.slice(0, first),
    username: shown.slice(first + 1, userEnds),
    service: userEnds === colon ? null : shown.slice(userEnds + 1, colon),
    secret: shown.slice(colon + 1),
  }
}
