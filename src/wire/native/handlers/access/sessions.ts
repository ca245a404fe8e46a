import type { Actor } from '../../../../access/actor.ts'
import { hasPasskeys } from '../../../../access/second-factor/passkeys.ts'
import type { OpenedSession } from '../../../../access/sessions/open-session.ts'
import type { Session } from '../../../../access/sessions/session.ts'
import type { SignInRefused } from '../../../../access/sessions/sign-in.ts'
import { addressBanned, forbidden } from '../../admit.ts'
import { sessions } from '../../contract/access/sessions.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText, orNull } from '../../encode.ts'
import { type ApiBrowser, type ApiCall, handle } from '../../handler.ts'
import { makeProblem, ProblemAnswer } from '../../problem.ts'
import { encodeMe } from './own-account.ts'

export const sessionHandlers = [
  handle(sessions.methods, async ({ browser, domain }) => ({
    password: true,
    passkey: hasPasskeys(browser.site),
    signOn: orNull(domain.access.signOn.name ?? null, (name) => ({ name, path: '/sign-on' })),
  })),
  handle(sessions.create, async (call, { body }) => {
    const from = await fromOf(call.browser)
    return signedIn(call, await call.domain.access.signIn.byPassword(body, from))
  }),
  handle(sessions.passkeyOptions, async ({ browser, domain }) => {
    await browser.checkAddress()
    const publicKey = await domain.access.signIn.passkeyOptions(browser.site)
    return { publicKey: { ...publicKey } }
  }),
  handle(sessions.createByPasskey, async (call, { body }) => {
    const from = await fromOf(call.browser)
    return signedIn(call, await call.domain.access.signIn.byPasskey(body.response, call.browser.site, from))
  }),
  handle(sessions.createByLink, async (call, { body }) => {
    const from = await fromOf(call.browser)
    return signedIn(call, await call.domain.access.signIn.byLink(body.token, from))
  }),
  handle(sessions.list, async ({ actor, domain }, { query: { staffId, all } }) => {
    const found = await domain.access.sessions.list(actor, { staffId, all })
    return { items: found.map((session) => encodeSession(session, actor)) }
  }),
  handle(sessions.endCurrent, async ({ actor, domain, browser }) => {
    await domain.access.sessions.end(actor, actor.sessionId!)
    browser.forgetSession()
    return { id: actor.sessionId! }
  }),
  handle(sessions.end, async ({ actor, domain }, { params }) => {
    await domain.access.sessions.end(actor, params.id)
    return params
  }),
  handle(sessions.endOthers, async ({ actor, domain }, { body }) => ({
    ended: await domain.access.sessions.endAll(actor, body.staffId),
  })),
]

async function fromOf({ checkAddress, address, agent }: ApiBrowser) {
  return { address, agent, despiteBan: (await checkAddress()) === 'known_only' }
}

/** Keeps the cookie and tells who they are; or throws why not. */
async function signedIn({ domain, browser }: ApiCall, opened: OpenedSession | SignInRefused) {
  if ('refused' in opened) {
    const { address } = browser
    throw refusalOf(opened, { address, banEnd: await domain.access.authentication.banEnd('native', address) })
  }
  const { token, session } = opened
  browser.keepSession({ token, expiresAt: session.expiresAt })
  const admitted = await domain.access.sessions.byToken(token, browser.address)
  if (!admitted || 'refused' in admitted) throw new ProblemAnswer(makeProblem('sign_in_refused', 'It is over already'))
  return encodeMe(domain, admitted.actor, admitted)
}

function refusalOf(
  { refused, factors = [], triesLeft }: SignInRefused,
  { address, banEnd }: { address: string; banEnd: Parameters<typeof addressBanned>[1] },
): ProblemAnswer {
  const left = triesLeft !== undefined && { triesLeft }
  switch (refused) {
    case 'address_banned':
      return addressBanned(address, banEnd)
    case 'staff_disabled':
      return forbidden(refused, 'Your staff account is disabled')
    case 'no_api_access':
      return forbidden(refused, 'Your role does not allow the API')
    case 'second_factor_required':
      return new ProblemAnswer(
        makeProblem(refused, 'Send the code of your app, or use a passkey', { facts: { factors } }),
      )
    case 'second_factor_wrong':
      return new ProblemAnswer(
        makeProblem(refused, 'The code is wrong, or was used before', { facts: { factors, ...left } }),
      )
    case 'wrong_credentials':
      return new ProblemAnswer(
        makeProblem('sign_in_refused', 'The name, the password or the key is wrong', { facts: { ...left } }),
      )
  }
}

const encodeSession = (session: Session, actor: Actor): AnswerOf<typeof sessions.list>['items'][number] => ({
  id: session.id,
  staffId: session.staffId,
  method: session.method,
  secondFactor: session.secondFactor,
  address: session.address,
  agent: session.agent,
  createdAt: instantText(session.createdAt),
  usedAt: instantText(session.usedAt),
  expiresAt: instantText(session.expiresAt),
  isCurrent: session.id === actor.sessionId,
})
