import type { Call, CallOptions } from './call.ts'
import type { AuthenticatorResponse, MeCreateTokenBody, SessionsCreateBody, SessionsListQuery } from './contract.ts'

/** Signing in as a person: for clients made with `session: true`. */
const makeSessions = (call: Call) => ({
  methods: (options?: CallOptions) => call('sessions.methods', {}, options),
  /** From here on this client asks as that person. */
  create: (body: SessionsCreateBody, options?: CallOptions) => call('sessions.create', { body }, options),
  passkeyOptions: (options?: CallOptions) => call('sessions.passkeyOptions', { body: {} }, options),
  createByPasskey: (response: AuthenticatorResponse, options?: CallOptions) =>
    call('sessions.createByPasskey', { body: { response } }, options),
  /** With what a link of the server ends with. */
  createByLink: (token: string, options?: CallOptions) => call('sessions.createByLink', { body: { token } }, options),
  list: (query: SessionsListQuery = {}, options?: CallOptions) => call('sessions.list', { query }, options),
  /** Signs out. */
  endCurrent: (options?: CallOptions) => call('sessions.endCurrent', {}, options),
  end: (id: number, options?: CallOptions) => call('sessions.end', { params: { id } }, options),
  /** All of a member but the one that asks; of oneself where nobody is named. */
  endOthers: (staffId?: number, options?: CallOptions) =>
    call('sessions.endOthers', { body: staffId === undefined ? {} : { staffId } }, options),
})

/** Who asks, and how they sign in. */
const makeMe = (call: Call) => ({
  get: (options?: CallOptions) => call('me.get', {}, options),
  setPassword: (passwords: { current: string; password: string }, options?: CallOptions) =>
    call('me.setPassword', { body: passwords }, options),
  secondFactors: (options?: CallOptions) => call('me.secondFactors', {}, options),
  beginOneTimeCodes: (options?: CallOptions) => call('me.beginOneTimeCodes', { body: {} }, options),
  confirmOneTimeCodes: (code: string, options?: CallOptions) =>
    call('me.confirmOneTimeCodes', { body: { code } }, options),
  deleteOneTimeCodes: (code: string, options?: CallOptions) =>
    call('me.deleteOneTimeCodes', { body: { code } }, options),
  replaceRecoveryCodes: (options?: CallOptions) => call('me.replaceRecoveryCodes', { body: {} }, options),
  passkeyOptions: (options?: CallOptions) => call('me.passkeyOptions', { body: {} }, options),
  createPasskey: (body: { name: string; response: AuthenticatorResponse }, options?: CallOptions) =>
    call('me.createPasskey', { body }, options),
  renamePasskey: (id: number, name: string, options?: CallOptions) =>
    call('me.renamePasskey', { params: { id }, body: { name } }, options),
  /** API tokens with the rights of whoever asks. */
  tokens: (options?: CallOptions) => call('me.tokens', {}, options),
  /** The token is told here and never again. */
  createToken: (body: MeCreateTokenBody, options?: CallOptions) => call('me.createToken', { body }, options),
  deleteToken: (id: number, options?: CallOptions) => call('me.deleteToken', { params: { id } }, options),
  deletePasskey: (id: number, options?: CallOptions) => call('me.deletePasskey', { params: { id } }, options),
})

export type PeopleNouns = {
  readonly sessions: ReturnType<typeof makeSessions>
  readonly me: ReturnType<typeof makeMe>
}

export const makePeopleNouns = (call: Call): PeopleNouns => ({ sessions: makeSessions(call), me: makeMe(call) })
