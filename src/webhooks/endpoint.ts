import { type Checks, requireText } from '../base/checks.ts'
import { makeAddressList } from '../base/ip-addresses.ts'
import { Invalid } from '../base/refusal.ts'
import { type FeedFilter, isKindPattern } from '../feed/filter.ts'
import type { SigningKey } from './signing-key.ts'

/** What may be set of an address that is told what happens. */
export type EndpointDetails = {
  readonly url: string
  readonly description: string
  /** Kinds of events, or patterns such as `service.*`; none: all that its maker may know of. */
  readonly kinds: readonly string[]
  readonly subjectId: number | null
  readonly clientId: number | null
  /** Of one record, events are told in their order, each after the one before it was taken. */
  readonly ordered: boolean
  readonly active: boolean
}

/** Instants are milliseconds. */
export type WebhookEndpoint = EndpointDetails & {
  readonly id: number
  readonly laneId: number
  readonly signingKeys: readonly SigningKey[]
  /** Whose rights decide what it is told of; null: the owner of the data folder. */
  readonly staffId: number | null
  readonly credentialId: number | null
  /** It is told of what comes after this position. */
  readonly fromPosition: number
  /** Goes up with each change of what it is told. */
  readonly version: number
  /** Since when nothing but failures came back. */
  readonly failingSince: number | null
  readonly disabledAt: number | null
  /** Why it was disabled by the server itself. */
  readonly disabledWhy: string | null
  readonly createdAt: number
  readonly updatedAt: number
}

export type NewEndpoint = Omit<WebhookEndpoint, 'id' | 'version' | 'createdAt' | 'updatedAt'>

export const PLAIN_ENDPOINT: Omit<EndpointDetails, 'url'> = {
  description: '',
  kinds: [],
  subjectId: null,
  clientId: null,
  ordered: false,
  active: true,
}

export const MOST_ENDPOINTS = 100
const MOST_KINDS = 50
const LONGEST_URL = 2000

/** `allow`: addresses that are not public and may be told all the same. */
export function endpointChecks(allow: readonly string[]): Checks<EndpointDetails> {
  const allowed = makeAddressList(allow)
  return {
    url(given) {
      const url = URL.parse(given.trim())
      if (!url || url.href.length > LONGEST_URL || !['https:', 'http:'].includes(url.protocol))
        throw new Invalid('url', `an address that begins with https://, of at most ${LONGEST_URL} characters`)
      if (url.username !== '' || url.password !== '') throw new Invalid('url', 'no name and password in it')
      if (url.protocol === 'http:' && !allowed.has(url.hostname.replace(/^\[|\]$/g, '')))
        throw new Invalid('url', 'https, unless its host is an address of --webhook-allow')
      url.hash = ''
      return url.href
    },
    description: (text) => requireText('description', text, 255, 0),
    kinds(kinds) {
      const unknown = kinds.find((kind) => !isKindPattern(kind))
      if (unknown !== undefined) throw new Invalid('kinds', 'kinds of events, such as service.*', unknown)
      if (kinds.length > MOST_KINDS) throw new Invalid('kinds', `at most ${MOST_KINDS}`, kinds.length)
      return [...new Set(kinds)]
    },
    subjectId: (id) => id,
    clientId: (id) => id,
    ordered: (ordered) => ordered,
    active: (active) => active,
  }
}

export const filterOf = ({ kinds, subjectId, clientId }: EndpointDetails): FeedFilter => ({
  kinds: kinds.length > 0 ? kinds : undefined,
  subjectId: subjectId ?? undefined,
  clientId: clientId ?? undefined,
})

/** What is told of its address: the path is often a secret of its receiver. */
export const hostOf = (url: string): string => URL.parse(url)?.host ?? ''
