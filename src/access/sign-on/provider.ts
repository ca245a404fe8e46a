import type { Configuration } from 'openid-client'
import { Refusal } from '../../base/refusal.ts'

/** Loaded when somebody signs in through a provider. */
const loadOpenid = () => import('openid-client')

/** An identity provider (OpenID Connect), and what its groups are here. */
export type SignOnSettings = {
  /** As people call it. */
  readonly name: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly groupsClaim: string
  /** The first group that somebody is in decides. */
  readonly roles: readonly { readonly group: string; readonly role: string }[]
}

/** What has to come back with the browser, sealed in a cookie of it. */
export type SignOnState = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Who somebody is there. */
export type Claims = {
  readonly issuer: string
  readonly subject: string
  readonly username: string
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly groups: readonly string[]
  /** Whether the provider says that it asked for more than a password (RFC 8176). */
  readonly secondFactor: boolean
}

const WAIT_SECONDS = 10
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const SEVERAL = new Set(['mfa', 'otp', 'hwk', 'fpt', 'face', 'sc', 'swk'])

/** The authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 9700). */
export function makeProvider(settings: SignOnSettings) {
  let found: Promise<Configuration> | undefined

  async function discover(): Promise<Configuration> {
    const { allowInsecureRequests, ClientSecretPost, discovery, None } = await loadOpenid()
    const { clientId, clientSecret } = settings
    const issuer = new URL(settings.issuer)
    return discovery(issuer, clientId, undefined, clientSecret ? ClientSecretPost(clientSecret) : None(), {
      timeout: WAIT_SECONDS,
      ...(LOOPBACK.has(issuer.hostname) && { execute: [allowInsecureRequests] }),
    })
  }

  /** Asked once; a provider that does not answer is asked again the next time. */
  async function configuration(): Promise<Configuration> {
    found ??= discover()
    try {
      return await found
    } catch (cause) {
      found = undefined
      throw new Refusal('sign_on_unavailable', `${settings.name} does not answer`, {}, { cause })
    }
  }

  return {
    /** Where the browser is sent, and what has to come back. */
    async begin(redirectUri: string): Promise<{ url: string; kept: SignOnState }> {
      const config = await configuration()
      const openid = await loadOpenid()
      const kept = {
        state: openid.randomState(),
        nonce: openid.randomNonce(),
        verifier: openid.randomPKCECodeVerifier(),
      }
      const url = openid.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: 'openid profile email',
        state: kept.state,
        nonce: kept.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(kept.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, kept }
    },

    /** Who came back. Throws `sign_on_refused` for whatever was not as the provider and we agreed. */
    async end(returnedTo: string, { state, nonce, verifier }: SignOnState): Promise<Claims> {
      const config = await configuration()
      const { authorizationCodeGrant } = await loadOpenid()
      const tokens = await authorizationCodeGrant(config, new URL(returnedTo), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      }).catch((cause: Error) => {
        throw new Refusal('sign_on_refused', `${settings.name} did not sign you in`, {}, { cause })
      })
      return claimsOf(tokens.claims()!, settings)
    },
  }
}

export type SignOnProvider = ReturnType<typeof makeProvider>

function claimsOf(claims: Readonly<Record<string, unknown>>, { groupsClaim }: SignOnSettings): Claims {
  const text = (name: string): string => (typeof claims[name] === 'string' ? (claims[name] as string) : '')
  const list = (name: string): string[] => [claims[name]].flat().filter((one): one is string => typeof one === 'string')
  return {
    issuer: text('iss'),
    subject: text('sub'),
    username: text('preferred_username') || text('email') || text('sub'),
    email: text('email'),
    firstName: text('given_name') || text('name'),
    lastName: text('family_name'),
    groups: list(groupsClaim),
    secondFactor: list('amr').some((method) => SEVERAL.has(method)),
  }
}
