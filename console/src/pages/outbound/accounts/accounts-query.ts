import type { OutboundAccount, OutboundApiKey } from '@provisor/client'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'

export const accountsQuery = queryOptions({
  queryKey: ['outbound-accounts'],
  queryFn: ({ signal }) => client.outbound.accounts.list({ signal }),
})

export const keysQuery = (accountId: number) =>
  queryOptions({
    queryKey: ['outbound-keys', accountId],
    queryFn: ({ signal }) => client.outbound.accounts.keys(accountId, { signal }),
  })

/** As their programs sign in. */
export const nameOf = ({ cloudId, username }: Pick<OutboundAccount, 'cloudId' | 'username'>): string =>
  `${cloudId}/${username}`

export const isOver = ({ revokedAt, expiresAt }: OutboundApiKey): boolean =>
  revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= Date.now())
