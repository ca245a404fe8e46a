import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { Invalid, Refusal } from '../../base/refusal.ts'
import type { Passkey } from '../sessions/store.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { Challenges } from './challenges.ts'

/** Thirty megabytes that a server holds only once somebody has a passkey. */
const loadWebauthn = () => import('@simplewebauthn/server')

/** The page that asks: passkeys belong to a name, and only pages of a secure context have them. */
export type Site = { readonly origin: string; readonly hostname: string; readonly isSecure: boolean }

/** Whether passkeys can be used from there: HTTPS or `localhost`, under a name and not an address. */
export const hasPasskeys = ({ hostname, isSecure }: Site): boolean =>
  (isSecure || hostname === 'localhost') && !/^[\d.]+$|:/.test(hostname)

function requirePasskeys(site: Site): void {
  if (hasPasskeys(site)) return
  throw new Refusal('passkeys_not_here', `Passkeys need a name and HTTPS, or localhost; this is ${site.origin}`, {
    origin: site.origin,
  })
}

const SIGN_IN = 'sign in'
const registrationOf = (staffId: number) => `register ${staffId}`

/** Keys that a browser or a phone keeps (WebAuthn), each of which is asked to make sure who holds it. */
export function makePasskeyChecks({ challenges, now }: { challenges: Challenges; now: () => number }) {
  return {
    async registrationOptions(
      { id, uuid, username, firstName, lastName }: StaffMember,
      known: readonly Passkey[],
      site: Site,
    ): Promise<PublicKeyCredentialCreationOptionsJSON> {
      requirePasskeys(site)
      const { generateRegistrationOptions } = await loadWebauthn()
      return generateRegistrationOptions({
        rpName: 'Provisor',
        rpID: site.hostname,
        userID: new TextEncoder().encode(uuid),
        userName: username,
        userDisplayName: `${firstName} ${lastName}`.trim() || username,
        challenge: bytesOf(challenges.create(registrationOf(id), now())),
        attestationType: 'none',
        excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      })
    },

    async signInOptions(site: Site): Promise<PublicKeyCredentialRequestOptionsJSON> {
      requirePasskeys(site)
      const { generateAuthenticationOptions } = await loadWebauthn()
      return generateAuthenticationOptions({
        rpID: site.hostname,
        challenge: bytesOf(challenges.create(SIGN_IN, now())),
        userVerification: 'required',
      })
    },

    /** What is stored of a new key. Throws `invalid` when it is not what was asked for. */
    async verifyRegistration(staffId: number, response: unknown, site: Site) {
      requirePasskeys(site)
      const { verifyRegistrationResponse } = await loadWebauthn()
      let challenge = ''
      const verified = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: (signed) => {
          challenge = plainOf(signed)
          return challenges.isOurs(challenge, registrationOf(staffId), now())
        },
        expectedOrigin: site.origin,
        expectedRPID: site.hostname,
      }).catch((cause: Error) => {
        throw new Invalid('response', `the answer of an authenticator (${cause.message})`)
      })
      if (!verified.verified) throw new Invalid('response', 'the answer of an authenticator that can be verified')
      const { credential } = verified.registrationInfo
      return {
        credentialId: credential.id,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        signCount: credential.counter,
        transports: credential.transports ?? [],
        challenge,
      }
    },

    /** The new count of a key that signed what this server asked, and what that was; undefined for anything else. */
    async verifySignIn({ credentialId, publicKey, signCount, transports }: Passkey, response: unknown, site: Site) {
      requirePasskeys(site)
      const { verifyAuthenticationResponse } = await loadWebauthn()
      let signed = ''
      const verified = await verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: (challenge) => {
          signed = plainOf(challenge)
          return challenges.isOurs(signed, SIGN_IN, now())
        },
        expectedOrigin: site.origin,
        expectedRPID: site.hostname,
        credential: {
          id: credentialId,
          publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
          counter: signCount,
          transports: [...transports] as NonNullable<RegistrationResponseJSON['response']['transports']>,
        },
      }).catch(() => undefined)
      if (!verified?.verified) return undefined
      return { signCount: verified.authenticationInfo.newCounter, challenge: signed }
    },
  }
}

export type PasskeyChecks = ReturnType<typeof makePasskeyChecks>

/** The library encodes the bytes it is given; an authenticator signs them in base64url. */
const bytesOf = (challenge: string) => new TextEncoder().encode(challenge)
const plainOf = (signed: string): string => Buffer.from(signed, 'base64url').toString()
