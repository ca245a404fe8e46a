import { signOnTokens } from '../../contract/clients/sign-on-tokens.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const signOnTokenHandlers = [
  handle(signOnTokens.create, async ({ actor, domain }, { body }) => {
    const { token, url, expiresAt } = await domain.signOnTokens.create(actor, body)
    return { token, url, expiresAt: instantText(expiresAt) }
  }),
  handle(signOnTokens.redeem, async ({ actor, domain }, { body }) => {
    const found = await domain.signOnTokens.redeem(actor, body.token)
    const { userId, clientId, destination, serviceId, domainId, path } = found
    return { userId, clientId, destination, serviceId, domainId, path }
  }),
]
