/** Who starts outbound services: a customer of ours, known by the name that their clients sign in with. */
export type OutboundAccount = {
  readonly id: number
  /** Three numbers joined with `-`. */
  readonly cloudId: string
  readonly username: string
  readonly createdAt: number
  readonly updatedAt: number
}

/** One of the keys of an account. The key itself is not kept. */
export type ApiKey = {
  readonly id: number
  readonly accountId: number
  readonly name: string
  /** May look, and change nothing. */
  readonly readOnly: boolean
  readonly createdAt: number
  /** The end of its grace, once another took over. */
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}

/** As it stands in front of a service's name: `1-2-0/bob@example.com`. */
export const accountName = ({ cloudId, username }: Pick<OutboundAccount, 'cloudId' | 'username'>): string =>
  `${cloudId}/${username}`

export type SignInName = { cloudId: string; username: string; service: string | null }

/** `cloud/user`, or `cloud/user/service`, whose service name is all that is left. */
export function parseSignInName(text: string): SignInName | undefined {
  const [, cloudId, username, service] = /^(\d+-\d+-\d+)\/([^/]+)(?:\/(.+))?$/s.exec(text) ?? []
  if (cloudId === undefined || username === undefined) return undefined
  return { cloudId, username, service: service ?? null }
}

export type NewAccount = Pick<OutboundAccount, 'cloudId' | 'username'> & {
  id?: number | undefined
  /** For setup files and tests; made when left out. */
  key?: string | undefined
}

export type NewKey = {
  name: string
  readOnly: boolean
  /** For setup files; made when left out. */
  key?: string | undefined
}
