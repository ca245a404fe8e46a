import type { Actor } from '../../../../access/actor.ts'
import type { OwnToken } from '../../../../access/credentials/own-tokens.ts'
import type { SessionAdmitted } from '../../../../access/sessions/admit-session.ts'
import type { Passkey } from '../../../../access/sessions/store.ts'
import type { Domain } from '../../../../domain.ts'
import { ownAccount } from '../../contract/access/own-account.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const ownAccountHandlers = [
  handle(ownAccount.get, async ({ actor, domain, browser }) => encodeMe(domain, actor, browser.session)),
  handle(ownAccount.setPassword, async ({ actor, domain }, { body }) => {
    await domain.access.staff.setOwnPassword(actor, body)
    return { id: actor.id }
  }),
  handle(ownAccount.secondFactors, async ({ actor, domain }) => {
    const { factors, recoveryCodesLeft, passkeys } = await domain.access.secondFactors.get(actor)
    return { factors: [...factors], recoveryCodesLeft, passkeys: passkeys.map(encodePasskey) }
  }),
  handle(ownAccount.beginOneTimeCodes, ({ actor, domain }) => domain.access.secondFactors.beginCodes(actor)),
  handle(ownAccount.confirmOneTimeCodes, async ({ actor, domain }, { body }) => ({
    recoveryCodes: orNull(await domain.access.secondFactors.confirmCodes(actor, body.code), (codes) => [...codes]),
  })),
  handle(ownAccount.deleteOneTimeCodes, async ({ actor, domain }, { body }) => {
    await domain.access.secondFactors.deleteCodes(actor, body.code)
    return { id: actor.id }
  }),
  handle(ownAccount.replaceRecoveryCodes, async ({ actor, domain }) => ({
    recoveryCodes: [...(await domain.access.secondFactors.replaceRecoveryCodes(actor))],
  })),
  handle(ownAccount.passkeyOptions, async ({ actor, domain, browser }) => ({
    publicKey: { ...(await domain.access.secondFactors.passkeyOptions(actor, browser.site)) },
  })),
  handle(ownAccount.createPasskey, async ({ actor, domain, browser }, { body }) => {
    const made = await domain.access.secondFactors.createPasskey(actor, body, browser.site)
    return { passkey: encodePasskey(made.passkey), recoveryCodes: orNull(made.recoveryCodes, (codes) => [...codes]) }
  }),
  handle(ownAccount.renamePasskey, async ({ actor, domain }, { params, body }) => {
    await domain.access.secondFactors.renamePasskey(actor, params.id, body.name)
    return params
  }),
  handle(ownAccount.tokens, async ({ actor, domain }) => ({
    items: (await domain.access.ownTokens.list(actor)).map(encodeToken),
  })),
  handle(ownAccount.createToken, async ({ actor, domain }, { body }) => {
    const { token, secret } = await domain.access.ownTokens.create(actor, body)
    return { token: encodeToken(token), secret }
  }),
  handle(ownAccount.deleteToken, async ({ actor, domain }, { params }) => {
    await domain.access.ownTokens.delete(actor, params.id)
    return params
  }),
  handle(ownAccount.deletePasskey, async ({ actor, domain }, { params }) => {
    await domain.access.secondFactors.deletePasskey(actor, params.id)
    return params
  }),
]

type Shown = Pick<SessionAdmitted, 'session' | 'csrfToken' | 'mustSetUp'>

export async function encodeMe(
  { access, timeZone }: Domain,
  actor: Actor,
  shown: Shown | null,
): Promise<AnswerOf<typeof ownAccount.get>> {
  const { member, role } = await access.staff.getOwn(actor)
  return {
    staffId: member.id,
    username: member.username,
    firstName: member.firstName,
    lastName: member.lastName,
    email: member.email,
    role,
    permissions: [...actor.permissions].sort(),
    credentialId: actor.credentialId,
    session: shown && {
      id: shown.session.id,
      expiresAt: instantText(shown.session.expiresAt),
      secondFactor: shown.session.secondFactor,
      csrfToken: shown.csrfToken,
    },
    timeZone,
    mustSetUpSecondFactor: shown?.mustSetUp ?? false,
  }
}

const encodeToken = ({ id, name, createdAt, expiresAt, usedAt }: OwnToken) => ({
  ...{ id, name, createdAt: instantText(createdAt) },
  expiresAt: orNull(expiresAt, instantText),
  usedAt: orNull(usedAt, instantText),
})

const encodePasskey = ({ id, name, createdAt, usedAt }: Passkey) => ({
  id,
  name,
  createdAt: instantText(createdAt),
  usedAt: orNull(usedAt, instantText),
})
