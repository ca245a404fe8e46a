import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, instant, moment, text } from '../values.ts'
import { factor, me } from './me.ts'
import { authenticatorOptions, authenticatorResponse } from './sessions.ts'

const passkey = z
  .object({ id, name: z.string(), createdAt: instant, usedAt: instant.nullable() })
  .meta({ id: 'Passkey' })

const recoveryCodes = z
  .array(z.string())
  .nullable()
  .meta({ description: 'Told here and never again; null where there are some already' })

const token = z
  .object({
    ...{ id, name: z.string(), createdAt: instant, expiresAt: instant.nullable() },
    usedAt: instant.nullable().meta({ description: 'When it was last let in, to the day' }),
  })
  .meta({ id: 'OwnToken', description: 'With it a program acts for its member, with the rights they have at each use' })

/** From a session: what concerns the own sign-in is for no credential. */
const person = { permission: null, admits: 'person' } as const
const code = text(64).meta({ description: 'The six digits that the app shows' })

export const ownAccount = {
  get: apiOperation({
    id: 'me.get',
    method: 'GET',
    path: '/me',
    summary: 'Who asks, and what they may',
    permission: null,
    admits: 'staff',
    response: me,
    errors: [],
  }),
  setPassword: apiOperation({
    id: 'me.setPassword',
    method: 'PUT',
    path: '/me/password',
    summary: 'Another password, of at least 12 characters that nobody guesses first; other sessions are over',
    ...person,
    body: z.strictObject({ current: text(1024), password: text(1024) }),
    response: done,
    errors: ['session_needed'],
  }),
  secondFactors: apiOperation({
    id: 'me.secondFactors',
    method: 'GET',
    path: '/me/second-factors',
    summary: 'What the member has set up beside the password',
    ...person,
    response: z
      .object({
        factors: z.array(factor),
        recoveryCodesLeft: z.int().min(0),
        passkeys: z.array(passkey),
      })
      .meta({ id: 'SecondFactors' }),
    errors: ['session_needed'],
  }),
  beginOneTimeCodes: apiOperation({
    id: 'me.beginOneTimeCodes',
    method: 'POST',
    path: '/me/one-time-codes',
    summary: 'A secret for an app that shows codes (TOTP); it counts once a code was confirmed',
    ...person,
    body: z.strictObject({}),
    response: z
      .object({
        secret: z.string(),
        uri: z.string().meta({ description: '`otpauth://…`, for a square to be scanned' }),
      })
      .meta({ id: 'OneTimeCodeSecret' }),
    errors: ['session_needed', 'sign_in_again', 'transition_refused'],
  }),
  confirmOneTimeCodes: apiOperation({
    id: 'me.confirmOneTimeCodes',
    method: 'POST',
    path: '/me/one-time-codes/confirm',
    summary: 'Shows that the app has the secret: from here on signing in asks for a code',
    ...person,
    body: z.strictObject({ code }),
    response: z.object({ recoveryCodes }).meta({ id: 'OneTimeCodesConfirmed' }),
    errors: ['session_needed', 'not_found', 'transition_refused'],
  }),
  deleteOneTimeCodes: apiOperation({
    id: 'me.deleteOneTimeCodes',
    method: 'POST',
    path: '/me/one-time-codes/delete',
    summary: 'Takes one-time codes away again; asks for one, or for a recovery code',
    ...person,
    body: z.strictObject({ code }),
    response: done,
    errors: ['session_needed', 'not_found'],
  }),
  replaceRecoveryCodes: apiOperation({
    id: 'me.replaceRecoveryCodes',
    method: 'POST',
    path: '/me/recovery-codes',
    summary: 'Ten new recovery codes; the old ones are worth nothing',
    ...person,
    body: z.strictObject({}),
    response: z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' }),
    errors: ['session_needed', 'sign_in_again', 'refused'],
  }),
  passkeyOptions: apiOperation({
    id: 'me.passkeyOptions',
    method: 'POST',
    path: '/me/passkeys/options',
    summary: 'What the browser hands to its authenticator to make a passkey; good for five minutes',
    ...person,
    body: z.strictObject({}),
    response: authenticatorOptions,
    errors: ['session_needed', 'refused'],
  }),
  createPasskey: apiOperation({
    id: 'me.createPasskey',
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Adds the passkey that an authenticator made',
    ...person,
    body: z.strictObject({ name: text(100), response: authenticatorResponse }),
    response: z.object({ passkey, recoveryCodes }).meta({ id: 'PasskeyCreated' }),
    errors: ['session_needed', 'sign_in_again', 'refused'],
  }),
  renamePasskey: apiOperation({
    id: 'me.renamePasskey',
    method: 'PATCH',
    path: '/me/passkeys/{id}',
    summary: 'Gives a passkey another name',
    ...person,
    params: idPath,
    body: z.strictObject({ name: text(100) }),
    response: done,
    errors: ['session_needed', 'not_found'],
  }),
  tokens: apiOperation({
    id: 'me.tokens',
    method: 'GET',
    path: '/me/tokens',
    summary: 'The API tokens that act for whoever asks; those that are over, as long as nobody deletes them',
    ...person,
    response: z.object({ items: z.array(token) }).meta({ id: 'OwnTokens' }),
    errors: ['session_needed'],
  }),
  createToken: apiOperation({
    id: 'me.createToken',
    method: 'POST',
    path: '/me/tokens',
    summary: 'An API token with the rights of whoever asks; it is told here and never again',
    ...person,
    body: z.strictObject({ name: text(100), expiresAt: moment.nullable().optional() }),
    response: z
      .object({ token, secret: z.string().meta({ description: 'The bearer token of this API' }) })
      .meta({ id: 'NewOwnToken' }),
    errors: ['session_needed', 'sign_in_again'],
  }),
  deleteToken: apiOperation({
    id: 'me.deleteToken',
    method: 'DELETE',
    path: '/me/tokens/{id}',
    summary: 'Deletes a token of whoever asks, from the next request on',
    ...person,
    params: idPath,
    response: done,
    errors: ['session_needed', 'not_found'],
  }),
  deletePasskey: apiOperation({
    id: 'me.deletePasskey',
    method: 'DELETE',
    path: '/me/passkeys/{id}',
    summary: 'Takes a passkey away',
    ...person,
    params: idPath,
    response: done,
    errors: ['session_needed', 'sign_in_again', 'not_found'],
  }),
}
