import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { idFilter, required, text, textFilter } from '../../parameters.ts'

/** Part A7 of the reference. */
export const validateLogin = action({
  name: 'ValidateLogin',
  reads: false,
  permission: 'clients.write',
  about: 'Whether this is the password of that user; wrong ones count like any guess',
  partial: '`passwordhash` is empty: no hashes are handed out; users have no second factor here',
  parameters: { email: required(text('E-mail address of the user')), password2: required(text('The password')) },
  refusals: { sign_in_refused: 'Email or Password Invalid' },
  async answer({ actor, domain, quoted }, { email = '', password2 = '' }) {
    const userId = await domain.userSignIn(actor, 'whmcs', { email, password: password2 })
    return { userid: quoted(userId), passwordhash: '', twoFactorEnabled: 'false' }
  },
})

/** Part A7 of the reference. The link is redeemed by the provider's own portal, over /api/v1. */
export const createSsoToken = action({
  name: 'CreateSsoToken',
  reads: false,
  permission: 'clients.write',
  about: 'A link that signs a user in at the portal: once, and within a minute',
  parameters: {
    client_id: idFilter('The client; its owner is signed in where no user is named'),
    user_id: idFilter('The user'),
    destination: textFilter('Where the link leads: a scope such as clientarea:product_details, or sso:custom_redirect'),
    service_id: idFilter('For a page of a service'),
    domain_id: idFilter('For a page of a domain'),
    sso_redirect_path: textFilter('For sso:custom_redirect'),
  },
  refusals: {
    not_found: ({ facts }) => (facts.noun === 'Client' ? 'Invalid client_id' : 'Invalid user_id'),
    nobody_named: 'A valid client_id or user_id is required',
    user_not_of_client: 'Invalid user_id for client',
    no_portal: ({ message }) => `Token could not be provisioned: ${message}`,
    sign_on_off: ({ facts }) => `SSO authentication blocked for client ${facts.client}`,
    invalid: ({ facts }) => (facts.field === 'destination' ? 'Invalid destination' : undefined),
  },
  fields: { path: 'sso_redirect_path' },
  async answer({ actor, domain }, sent) {
    if (sent.client_id === undefined && sent.user_id === undefined)
      throw new Refusal('nobody_named', 'A valid client_id or user_id is required')
    const { token, url } = await domain.signOnTokens.create(actor, {
      ...{ clientId: sent.client_id, userId: sent.user_id, destination: sent.destination },
      ...{ serviceId: sent.service_id, domainId: sent.domain_id, path: sent.sso_redirect_path },
    })
    return { access_token: token, redirect_url: url }
  },
})
