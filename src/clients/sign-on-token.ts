/** What a link of the portal signs in, and where it leads. Instants are milliseconds. */
export type SignOnToken = {
  readonly id: number
  readonly userId: number
  readonly clientId: number | null
  /** Such as `clientarea:product_details`; empty for the start page. */
  readonly destination: string
  readonly serviceId: number | null
  readonly domainId: number | null
  /** Of the portal, where the destination is `sso:custom_redirect`. */
  readonly path: string
  readonly expiresAt: number
  readonly usedAt: number | null
  readonly createdAt: number
}

export type NewSignOnToken = Omit<SignOnToken, 'id' | 'createdAt' | 'usedAt'> & { readonly digest: string }

const SCOPES =
  'sso profile billing_info emails announcements downloads knowledgebase network_status product_details invoices tickets submit_ticket shopping_cart_addons shopping_cart_domain_register shopping_cart_domain_transfer'

/** Parts of the portal, as the WHMCS face names them. */
export const PORTAL_SCOPES: readonly string[] = SCOPES.split(' ').map((part) => `clientarea:${part}`)
export const CUSTOM_REDIRECT = 'sso:custom_redirect'
