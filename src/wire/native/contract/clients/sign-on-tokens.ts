import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { id, instant, text } from '../values.ts'

export const signOnTokens = {
  create: apiOperation({
    id: 'signOnTokens.create',
    method: 'POST',
    path: '/sign-on-tokens',
    summary: 'Makes a link that signs a user in at your portal: once, and within a minute',
    permission: 'clients.write',
    body: z
      .strictObject({
        clientId: id.meta({ description: 'Its owner is signed in where no user is named' }),
        userId: id,
        destination: text(255).meta({
          description: 'Such as `clientarea:product_details`; the start page without one',
        }),
        serviceId: id,
        domainId: id,
        path: text(1000).meta({ description: 'For `sso:custom_redirect`' }),
      })
      .partial(),
    response: z
      .object({ token: z.string(), url: z.string(), expiresAt: instant })
      .meta({ id: 'SignOnLink', description: 'The link, which is told once' }),
    errors: ['not_found', 'refused'],
  }),
  redeem: apiOperation({
    id: 'signOnTokens.redeem',
    method: 'POST',
    path: '/sign-on-tokens/redeem',
    summary: 'For the portal: whom a link signs in, and where it leads; a second time it is nothing any more',
    permission: 'clients.write',
    body: z.strictObject({ token: text(100) }),
    response: z
      .object({
        userId: id,
        clientId: id.nullable(),
        destination: z.string(),
        serviceId: id.nullable(),
        domainId: id.nullable(),
        path: z.string(),
      })
      .meta({ id: 'SignOn', description: 'Whom a link of the portal signs in' }),
    errors: ['refused'],
  }),
}
