import type { Clock } from '../../base/clock.ts'
import { randomToken } from '../../base/ids.ts'
import { NotFound, PermissionRefused } from '../../base/refusal.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import type { Actor } from '../actor.ts'
import type { Challenges } from '../second-factor/challenges.ts'
import { type Factor, factorsOf } from '../second-factor/factors.ts'
import type { OneTimeCodes } from '../second-factor/one-time-codes.ts'
import type { PasskeyChecks, Site } from '../second-factor/passkeys.ts'
import type { RecoveryCodes } from '../second-factor/recovery-codes.ts'
import type { Attempts, LoginVerdict, Standing } from '../sign-in/attempts.ts'
import { LONGEST_USERNAME, loginName } from '../sign-in/login-name.ts'
import { md5Hex, type Passwords } from '../sign-in/passwords.ts'
import { makeShown } from '../sign-in/shown.ts'
import { permissionsOf } from '../staff/role.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { AccessStores } from '../store.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import type { Browser, SessionLimits } from './session.ts'

export type SignInParts = {
  read: AccessStores
  transaction: Transaction<AccessStores>
  clock: Clock
  attempts: Attempts
  passwords: Pick<Passwords, 'verify' | 'decoy'>
  digestKey: Buffer
  limits: SessionLimits
  codes: OneTimeCodes
  recovery: RecoveryCodes
  passkeys: PasskeyChecks
  challenges: Challenges
}

/** Why somebody who tries to sign in is told no. */
export type SignInRefused = {
  readonly refused:
    | 'wrong_credentials'
    | 'staff_disabled'
    | 'no_api_access'
    | 'address_banned'
    | 'second_factor_required'
    | 'second_factor_wrong'
  /** Of what was wrong: how many more may be, from that address, before it is banned. */
  readonly triesLeft?: number | undefined
  /** With `second_factor_required`: what this member has. */
  readonly factors?: readonly Factor[]
}

type Verdict = LoginVerdict<OpenedSession | SignInRefused>
type From = Browser & { readonly despiteBan?: boolean | undefined }

const FACE = 'native'
const LONGEST_PASSWORD = 1024

/**
 * Signing in to a session. Wrong passwords, codes and keys are guesses like those of the API credentials; a right
 * password without its second factor is neither a guess nor a success.
 */
export function makeSignIn(parts: SignInParts) {
  const { read, transaction, clock, attempts, passwords, codes, recovery, passkeys, challenges } = parts
  const shownAs = makeShown()

  async function guarded(
    who: readonly string[],
    { address, despiteBan }: From,
    verify: (standing: Standing) => Promise<Verdict & { named?: string }>,
  ): Promise<OpenedSession | SignInRefused> {
    // Never the same twice: nobody shares the answer, or the one-time code, of another.
    const attempt = { face: FACE, address, despiteBan, who, shown: shownAs('session', randomToken(16)) } as const
    if (despiteBan && !(await attempts.isKnown(attempt))) return { refused: 'address_banned' }
    let named: string | undefined
    const answer = await attempts.look(attempt, async (standing) => {
      const verdict = await verify(standing)
      named = verdict.named
      return verdict
    })
    if ('stopped' in answer) {
      attempts.noteRefused(attempt, 'address_banned', named)
      return { refused: 'address_banned' }
    }
    const { value, triesLeft } = answer
    if ('refused' in value && isRefusedSignIn(value.refused)) attempts.noteRefused(attempt, value.refused, named)
    return 'refused' in value && triesLeft !== undefined ? { ...value, triesLeft } : value
  }

  /** Who may not sign in whatever they show. */
  async function whyNot(tx: AccessStores, staff: StaffMember): Promise<SignInRefused | undefined> {
    if (!staff.active) return { refused: 'staff_disabled' }
    const role = await tx.access.roles.get(staff.roleId)
    return permissionsOf(role ? [role] : []).has('api.access') ? undefined : { refused: 'no_api_access' }
  }

  /** A password and a link are a first factor alike: who has a second one shows it. */
  async function lacks(tx: AccessStores, { id }: StaffMember): Promise<SignInRefused | undefined> {
    const factors = await factorsOf(tx, id)
    return factors.length > 0 ? { refused: 'second_factor_required', factors } : undefined
  }

  /** Whether the code is one of theirs; it is then taken. */
  const takesCode = async (tx: Tx<AccessStores>, staffId: number, code: string): Promise<boolean> =>
    (await codes.take(tx, staffId, code)) || (await recovery.take(tx, staffId, code))

  async function afterPassword(staff: StaffMember, code: string | undefined, browser: Browser): Promise<Verdict> {
    if (code !== undefined) await codes.ready()
    return transaction(async (tx): Promise<Verdict> => {
      const stopped = await whyNot(tx, staff)
      if (stopped) return { was: 'neither', value: stopped }
      const lacking = await lacks(tx, staff)
      if (lacking && code === undefined) return { was: 'neither', value: lacking }
      if (lacking && !(await takesCode(tx, staff.id, code!)))
        return { was: 'wrong', value: { ...lacking, refused: 'second_factor_wrong' } }
      const how = { ...browser, method: 'password', secondFactor: lacking !== undefined } as const
      return { was: 'right', value: await openSession(tx, parts, staff, how) }
    })
  }

  return {
    async byPassword(
      { username, password, code }: { username: string; password: string; code?: string | undefined },
      from: From,
    ): Promise<OpenedSession | SignInRefused> {
      const name = loginName(username)
      const mayBeRight = username.length <= LONGEST_USERNAME && password.length <= LONGEST_PASSWORD
      return guarded(['staff', name], from, async (standing) => {
        const found = mayBeRight ? await read.access.staff.byUsername(username) : undefined
        const question = found ? `${found.staff.id} ${found.staff.passwordVersion}` : `nobody ${name}`
        const stored = found?.passwordHash ?? passwords.decoy
        const matches = await passwords.verify(stored, md5Hex(password), question, standing)
        const named = found && `staff ${found.staff.username}`
        if (!matches || !found?.passwordHash)
          return { was: 'wrong', value: { refused: 'wrong_credentials' }, ...(named && { named }) }
        return { ...(await afterPassword(found.staff, code, from)), ...(named && { named }) }
      })
    },

    /** The options that a browser hands to its authenticator. */
    passkeyOptions: (site: Site) => passkeys.signInOptions(site),

    /** A key that made sure who holds it is both factors at once. */
    async byPasskey(response: { readonly id: string }, site: Site, from: From): Promise<OpenedSession | SignInRefused> {
      return guarded(['passkey', response.id.slice(0, 256)], from, async () => {
        const wrong = { was: 'wrong', value: { refused: 'wrong_credentials' } } as const
        const passkey = await read.access.secondFactors.passkeyBy(response.id)
        const proof = passkey && (await passkeys.verifySignIn(passkey, response, site))
        if (!passkey || !proof) return wrong
        return transaction(async (tx) => {
          if (!(await challenges.spend(tx, proof.challenge))) return wrong
          const staff = (await tx.access.staff.get(passkey.staffId))!
          const named = `staff ${staff.username}`
          const stopped = await whyNot(tx, staff)
          if (stopped) return { was: 'neither', value: stopped, named }
          await tx.access.secondFactors.usePasskey(passkey.id, proof.signCount, tx.at)
          const how = { address: from.address, agent: from.agent, method: 'passkey', secondFactor: true } as const
          return { was: 'right', value: await openSession(tx, parts, staff, how), named }
        })
      })
    },

    /**
     * A link that signs this member in once, within an hour: for who started the server and reads what it prints. Whoever
     * sees it is let in, so nobody else makes one.
     */
    async createLink(actor: Actor, username: string): Promise<string> {
      if (actor.kind !== 'system') throw new PermissionRefused('access.write')
      const found = await read.access.staff.byUsername(username)
      if (!found) throw new NotFound('staff member', username)
      const { id } = found.staff
      return `${id}.${challenges.create(linkOf(id), clock.now(), LINK_MS)}`
    },

    async byLink(token: string, from: From): Promise<OpenedSession | SignInRefused> {
      const [, staffId = '', challenge = ''] = /^(\d{1,15})\.([\w-]{20,512})$/.exec(token) ?? []
      return guarded(['link', staffId], from, async () => {
        const wrong = { was: 'wrong', value: { refused: 'wrong_credentials' } } as const
        if (!challenges.isOurs(challenge, linkOf(Number(staffId)), clock.now())) return wrong
        return transaction(async (tx) => {
          const staff = await tx.access.staff.get(Number(staffId))
          if (!staff || !(await challenges.spend(tx, challenge))) return wrong
          const named = `staff ${staff.username}`
          const stopped = (await whyNot(tx, staff)) ?? (await lacks(tx, staff))
          if (stopped) return { was: 'neither', value: stopped, named }
          const how = { address: from.address, agent: from.agent, method: 'link', secondFactor: false } as const
          return { was: 'right', value: await openSession(tx, parts, staff, how), named }
        })
      })
    },
  }
}

const LINK_MS = 3_600_000
const linkOf = (staffId: number): string => `sign in by link ${staffId}`

/** What is written down as a refusal: not the steps of somebody who is on the way in. */
const isRefusedSignIn = (why: SignInRefused['refused']) => why !== 'second_factor_required'
