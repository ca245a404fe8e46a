export type ShownCredentials = { readonly username: string; readonly password: string }

const BASIC = /^basic +([A-Za-z0-9+/_=-]+) *$/i

/** What a Basic header says; undefined when it is none. The first colon ends the user name, the password may have more. */
export function parseCredentials(header: string | undefined): ShownCredentials | undefined {
  const encoded = header === undefined ? undefined : BASIC.exec(header)?.[1]
  if (encoded === undefined) return undefined
  const shown = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = shown.indexOf(':')
  return colon < 0 ? undefined : { username: shown.slice(0, colon), password: shown.slice(colon + 1) }
}
