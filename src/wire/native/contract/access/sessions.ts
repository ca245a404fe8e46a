import * as z from 'zod'
import { SIGN_IN_METHODS } from '../../../../access/sessions/session.ts'
import { apiOperation } from '../operation.ts'
import { done, flagText, id, idPath, idText, instant, oneOf, text } from '../values.ts'
import { me } from './me.ts'

const session = z
  .object({
    id,
    staffId: id,
    method: oneOf(SIGN_IN_METHODS),
    secondFactor: z.boolean().meta({ description: 'Whether more than a password was shown' }),
    address: z.string(),
    agent: z.string().meta({ description: 'What the browser calls itself' }),
    createdAt: instant,
    usedAt: instant.meta({ description: 'To the minute' }),
    expiresAt: instant,
    isCurrent: z.boolean().meta({ description: 'Whether this was asked from it' }),
  })
  .meta({ id: 'Session', description: 'A browser in which a member of staff is signed in' })

/** Base64url. */
const bytes = text(16_384)

/** What an authenticator made of the options (WebAuthn, `PublicKeyCredential.toJSON()`). */
export const authenticatorResponse = z
  .object({
    id: text(1024),
    rawId: text(1024),
    type: text(32),
    response: z.object({
      clientDataJSON: bytes,
      attestationObject: bytes.optional(),
      authenticatorData: bytes.optional(),
      signature: bytes.optional(),
      userHandle: bytes.optional(),
      transports: z.array(text(32)).max(20).optional(),
    }),
    clientExtensionResults: z.object({}),
  })
  .meta({
    id: 'AuthenticatorResponse',
    description: 'The answer of `navigator.credentials`, as its `toJSON()` gives it',
  })

/** What `navigator.credentials` takes. */
export const authenticatorOptions = z
  .object({ publicKey: z.record(z.string(), z.unknown()) })
  .meta({ id: 'AuthenticatorOptions', description: 'For `PublicKeyCredential.parse…OptionsFromJSON`' })

const signedIn = {
  response: me,
  permission: null,
  errors: ['sign_in_refused', 'staff_disabled', 'no_api_access', 'address_banned', 'address_not_allowed', 'busy'],
} as const

export const sessions = {
  methods: apiOperation({
    id: 'sessions.methods',
    method: 'GET',
    path: '/sessions/methods',
    summary: 'How people can sign in from where this is asked',
    permission: null,
    response: z
      .object({
        password: z.boolean(),
        passkey: z.boolean().meta({ description: 'Only under a name, with TLS or on localhost' }),
        signOn: z
          .object({ name: z.string(), path: z.string().meta({ description: 'Where the browser is sent to begin' }) })
          .nullable()
          .meta({ description: 'The identity provider, where one is set up' }),
      })
      .meta({ id: 'SignInMethods' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'sessions.create',
    method: 'POST',
    path: '/sessions',
    summary:
      'Signs in with a password; who has a second factor sends its code too. The session is in the cookie of the answer',
    body: z.strictObject({
      username: text(128),
      password: text(1024),
      code: text(64).optional().meta({ description: 'Of the app, or a recovery code' }),
    }),
    ...signedIn,
    errors: [...signedIn.errors, 'second_factor_required', 'second_factor_wrong'],
  }),
  passkeyOptions: apiOperation({
    id: 'sessions.passkeyOptions',
    method: 'POST',
    path: '/sessions/passkey-options',
    summary: 'What the browser hands to its authenticator to sign in with a passkey; good for five minutes',
    permission: null,
    body: z.strictObject({}),
    response: authenticatorOptions,
    errors: ['refused'],
  }),
  createByPasskey: apiOperation({
    id: 'sessions.createByPasskey',
    method: 'POST',
    path: '/sessions/passkey',
    summary: 'Signs in with a passkey, which is both factors at once',
    body: z.strictObject({ response: authenticatorResponse }),
    ...signedIn,
    errors: [...signedIn.errors, 'refused'],
  }),
  createByLink: apiOperation({
    id: 'sessions.createByLink',
    method: 'POST',
    path: '/sessions/link',
    summary: 'Signs in with a link that the server printed; it counts once',
    body: z.strictObject({ token: text(600) }),
    ...signedIn,
  }),
  list: apiOperation({
    id: 'sessions.list',
    method: 'GET',
    path: '/sessions',
    summary: 'Where one is signed in, latest used first; those of others need access.read',
    permission: null,
    admits: 'staff',
    query: z.strictObject({
      staffId: idText.optional(),
      all: flagText.default(false).meta({ description: 'Those of everybody' }),
    }),
    response: z.object({ items: z.array(session) }).meta({ id: 'Sessions' }),
    errors: [],
  }),
  endCurrent: apiOperation({
    id: 'sessions.endCurrent',
    method: 'DELETE',
    path: '/sessions/current',
    summary: 'Signs out',
    permission: null,
    admits: 'person',
    response: done,
    errors: ['session_needed'],
  }),
  end: apiOperation({
    id: 'sessions.end',
    method: 'DELETE',
    path: '/sessions/{id}',
    summary: 'Signs out there, from the next request on; those of others need access.write',
    permission: null,
    admits: 'staff',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
  endOthers: apiOperation({
    id: 'sessions.endOthers',
    method: 'POST',
    path: '/sessions/end-others',
    summary: 'Ends all sessions of a member but the one from which it is asked; those of others need access.write',
    permission: null,
    admits: 'staff',
    body: z.strictObject({ staffId: id.optional().meta({ description: 'Left out: the own ones' }) }),
    response: z.object({ ended: z.int().min(0) }).meta({ id: 'SessionsEnded' }),
    errors: [],
  }),
}
