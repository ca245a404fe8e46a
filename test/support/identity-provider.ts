import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'oidc-provider'
import { onTestFinished, vi } from 'vitest'

export const CLIENT_ID = 'provisor'
export const CLIENT_SECRET = 'a secret of forty characters, more or less'

export type Person = { sub: string; groups: readonly string[]; [claim: string]: unknown }

/** A real provider on loopback, at which whoever `person` says is signed in without being asked. Closed when the test ends. */
export async function openIdentityProvider(redirectUri: string, person: () => Person) {
  const { Provider } = await import('oidc-provider')
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // It says at each start that it keeps all in memory.
  const quiet = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig' } as JWK] },
    cookies: { keys: ['a key of this test'] },
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: {
      openid: ['sub', 'groups'],
      profile: ['preferred_username', 'given_name', 'family_name'],
      email: ['email'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({ accountId, claims: async () => person() }),
    async loadExistingGrant(context) {
      const grant = new context.oidc.provider.Grant({
        clientId: CLIENT_ID,
        accountId: context.oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url!.startsWith('/interaction/')) return answer(request, response)
    await provider.interactionFinished(request, response, { login: { accountId: person().sub } })
  })
  onTestFinished(() => {
    quiet.mockRestore()
    server.closeAllConnections()
    server.close()
  })
  return { issuer }
}

/** Follows the provider's redirects, with its cookies, until the browser is sent back to `until`. */
export async function walkThrough(from: string, until: string): Promise<URL> {
  const cookies = new Map<string, string>()
  for (let url = from, step = 0; step < 10; step++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const kept of answer.headers.getSetCookie()) {
      const [name, value] = kept.split(';', 1)[0]!.split('=') as [string, string]
      cookies.set(name, value)
    }
    const next = answer.headers.get('location')
    if (!next) throw new Error(`The provider stopped at ${url}: ${answer.status} ${await answer.text()}`)
    url = new URL(next, url).href
    if (url.startsWith(until)) return new URL(url)
  }
  throw new Error('The provider goes round in circles')
}
