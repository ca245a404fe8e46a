import { isUtf8 } from 'node:buffer'

export type ShownCredentials = { readonly username: string; readonly password: string }

const BASIC = /^basic +([A-Za-z0-9+/_=-]+) *$/i

/** What a Basic header says; undefined when it is none. The first colon ends the user name, the password may have more. */
export function parseCredentials(header: string | undefined): ShownCredentials | undefined {
  const encoded = header === undefined ? undefined : BASIC.exec(header)?.[1]
  if (encoded === undefined) return undefined
  const bytes = Buffer.from(encoded, 'base64')
  // Python's Requests and `btoa` of browsers send Latin-1, curl and PHP what they were given.
  const shown = bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1')
  const colon = shown.indexOf(':')
  return colon < 0 ? undefined : { username: shown.slice(0, colon), password: shown.slice(colon + 1) }
}
