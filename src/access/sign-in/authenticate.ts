import type { Clock } from '../../base/clock.ts'
import { type AddressList, makeAddressList } from '../../base/ip-addresses.ts'
import { NotFound, Refusal } from '../../base/refusal.ts'
import { keyedDigest, sameSecret } from '../../base/secrets/secrets.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import { type Actor, authorize } from '../actor.ts'
import type { Credential } from '../credentials/credential.ts'
import type { Face } from '../faces.ts'
import type { Permission } from '../permissions.ts'
import { permissionsOf } from '../staff/role.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { AccessStores } from '../store.ts'
import type { LoginAttempt } from './attempt.ts'
import type { Attempts, LoginVerdict, Standing } from './attempts.ts'
import type { SignedIn } from './known-callers.ts'
import { LONGEST_USERNAME, loginName } from './login-name.ts'
import type { Passwords } from './passwords.ts'
import { makeShown } from './shown.ts'

export type Authenticated = {
  readonly actor: Actor
  readonly staff: StaffMember
  /** Null for a staff login. */
  readonly credential: Credential | null
}

/**
 * `credential_expired` is said only to who had the right secret; towards strangers a face treats it as wrong credentials,
 * but it counts towards no ban. `address_banned` is said of wrong guesses that came at the same time.
 */
export type RefusedLogin = {
  readonly refused:
    | 'wrong_credentials'
    | 'credential_expired'
    | 'staff_disabled'
    | 'no_api_access'
    | 'address_not_allowed'
    | 'address_banned'
}

type Parts = {
  read: AccessStores
  clock: Clock
  memory: VersionedCache
  attempts: Attempts
  passwords: Pick<Passwords, 'verify' | 'decoy'>
  digestKey: Buffer
}

/** Somebody who showed the right secret, with what that secret allows. */
type Known = {
  readonly staff: StaffMember
  readonly credential: Credential | null
  readonly permissions: ReadonlySet<Permission>
  /** Where the credential may be used; empty is everywhere. */
  readonly addresses: AddressList
}

/** `despiteBan`: the address is banned, but for those who were right from there before (`known_only`). */
export type Admitting = Pick<LoginAttempt, 'despiteBan'>

/** `named` is who was named, where that is known: for what is written down, and for nobody else. */
type NotKnown = RefusedLogin & { readonly named?: string }

/** What is looked at where no memory knows it. */
type Look = LoginAttempt & { readonly find: (standing: Standing) => Promise<Known | NotKnown> }

const IDENTIFIER = /^[0-9A-Za-z]{32}$/
/** Nothing that is right is as long: longer ones are wrong alike, and digests of them cost nothing. */
const LONGEST_SHOWN = 256
const cut = (text: string): string => text.slice(0, LONGEST_SHOWN)
const MD5 = /^[0-9a-f]{32}$/i

/**
 * Who asks. Right answers are remembered under a digest of what was shown until anything about access changes, so that
 * a request costs microseconds and no query; everything else is looked at when it is its turn among the guesses.
 */
export function makeAuthenticate({ read, clock, memory, attempts, passwords, digestKey }: Parts) {
  const remembered = memory.keep(() => ({ known: new Map<string, Known>(), identifiers: new Set<string>() }))
  const shownAs = makeShown()

  async function findByCredential(identifier: string, secret: string): Promise<Known | NotKnown> {
    const found = await read.access.credentials.byIdentifier(identifier)
    // Asked of an unknown identifier too, so that it takes as long as a wrong secret.
    const matches = sameSecret(keyedDigest(digestKey, secret), found?.secretDigest ?? '')
    if (!found) return { refused: 'wrong_credentials' }
    const { credential } = found
    if (!matches || credential.revokedAt !== null) return { refused: 'wrong_credentials', named: nameOf(credential) }
    return toKnown((await read.access.staff.get(credential.staffId))!, credential)
  }

  /** No username has a NUL, and PostgreSQL does not even take the question. */
  const findStaff = async (username: string) =>
    username.includes('\0') ? undefined : read.access.staff.byUsername(username)

  async function findByPassword(username: string, passwordMd5: string, standing: Standing): Promise<Known | NotKnown> {
    const found = await findStaff(username)
    // Who may not sign in this way is nobody, so that neither answer nor time nor count tells whether the password was right.
    const signsIn =
      found?.staff.legacyLogin && found.passwordHash ? { ...found, stored: found.passwordHash } : undefined
    const question = signsIn ? `${signsIn.staff.id} ${signsIn.staff.passwordVersion}` : `nobody ${username}`
    const matches = await passwords.verify(signsIn?.stored ?? passwords.decoy, passwordMd5, question, standing)
    if (matches && signsIn) return toKnown(signsIn.staff, null)
    return { refused: 'wrong_credentials', ...(found && { named: nameOf(found.staff) }) }
  }

  async function toKnown(staff: StaffMember, credential: Credential | null): Promise<Known | NotKnown> {
    const named = nameOf(credential ?? staff)
    if (!staff.active) return { refused: 'staff_disabled', named }
    const roles = await read.access.roles.list()
    const own = permissionsOf(roles.filter(({ id }) => id === staff.roleId))
    if (!own.has('api.access')) return { refused: 'no_api_access', named }
    const of = credential?.roleIds ?? []
    const permissions = of.length > 0 ? permissionsOf(roles.filter(({ id }) => of.includes(id))) : own
    return { staff, credential, permissions, addresses: makeAddressList(credential?.addresses ?? []) }
  }

  async function enter(look: Look): Promise<Authenticated | RefusedLogin> {
    const answer = await lookUp(look)
    if ('actor' in answer) return answer
    const { refused, named } = answer
    attempts.noteRefused(look, refused, named)
    return { refused }
  }

  async function lookUp({ find, ...attempt }: Look): Promise<Authenticated | NotKnown> {
    const { known } = await remembered()
    const remembers = known.get(attempt.shown)
    if (attempt.despiteBan && !(await attempts.isKnown(attempt))) return { refused: 'address_banned' }
    if (remembers) {
      const admitted = admit(remembers, attempt.address)
      if ('actor' in admitted) await attempts.noteRight(attempt, signedInBy(admitted))
      return admitted
    }
    const answer = await attempts.look(attempt, async (standing) => judge(await find(standing), attempt.address))
    // Only faces that ban nobody throttle, and nobody signs in to them here.
    if ('stopped' in answer) return { refused: 'address_banned' }
    if ('refused' in answer.value) return answer.value
    known.set(attempt.shown, answer.value)
    return admit(answer.value, attempt.address)
  }

  /** The right secret of somebody who is not let in is neither a guess nor a success. */
  function judge(value: Known | NotKnown, address: string): LoginVerdict<Known | NotKnown> {
    if ('refused' in value) return { was: value.refused === 'wrong_credentials' ? 'wrong' : 'neither', value }
    const admitted = admit(value, address)
    return 'actor' in admitted ? { was: 'right', value, signedIn: signedInBy(admitted) } : { was: 'neither', value }
  }

  function admit({ staff, credential, permissions, addresses }: Known, address: string): Authenticated | NotKnown {
    const named = nameOf(credential ?? staff)
    const expiresAt = credential?.expiresAt ?? null
    if (expiresAt !== null && expiresAt <= clock.now()) return { refused: 'credential_expired', named }
    if (addresses.size > 0 && !addresses.has(address)) return { refused: 'address_not_allowed', named }
    return { actor: actorOf(staff, credential, permissions, address), staff, credential }
  }

  return {
    async byCredential(
      identifier: string,
      secret: string,
      face: Face,
      address: string,
      { despiteBan }: Admitting = {},
    ): Promise<Authenticated | RefusedLogin> {
      return enter({
        face,
        address,
        despiteBan,
        who: ['credential', cut(identifier)],
        shown: shownAs('credential', cut(identifier), cut(secret)),
        find: async () =>
          IDENTIFIER.test(identifier) ? findByCredential(identifier, secret) : { refused: 'wrong_credentials' },
      })
    },

    /** The old sign-in with the MD5 of the password, only where a staff member may use it. */
    async byStaffPassword(
      username: string,
      passwordMd5: string,
      face: Face,
      address: string,
      { despiteBan }: Admitting = {},
    ): Promise<Authenticated | RefusedLogin> {
      const name = loginName(username)
      // A name longer than any is not looked for: it may be as long as a body.
      const mayBeRight = MD5.test(passwordMd5) && username.length <= LONGEST_USERNAME
      return enter({
        face,
        address,
        despiteBan,
        who: ['staff', name],
        shown: shownAs('password', name, cut(passwordMd5).toLowerCase()),
        find: async (standing) =>
          mayBeRight ? findByPassword(username, passwordMd5, standing) : { refused: 'wrong_credentials' },
      })
    },

    /** For faces where one field holds either an identifier or a username. Revoked and expired ones are known too. */
    async knowsIdentifier(text: string): Promise<boolean> {
      if (!IDENTIFIER.test(text)) return false
      const { identifiers } = await remembered()
      if (identifiers.has(text)) return true
      if (!(await read.access.credentials.byIdentifier(text))) return false
      identifiers.add(text)
      return true
    },

    /** The owner of the data folder acts as somebody, with that member's rights and without their password. */
    async asStaff(owner: Actor, username: string): Promise<Authenticated> {
      authorize(owner, 'access.write')
      const staff = (await findStaff(username))?.staff
      if (!staff) throw new NotFound('staff member', username)
      if (!staff.active) throw new Refusal('staff_disabled', `Staff member ${staff.username} is disabled`, { username })
      const role = await read.access.roles.get(staff.roleId)
      return {
        actor: actorOf(staff, null, permissionsOf(role ? [role] : []), owner.address),
        staff,
        credential: null,
      }
    },
  }
}

/** As it is written down of those who were not let in. */
const nameOf = (who: Credential | StaffMember): string =>
  'identifier' in who ? `credential ${who.id}` : `staff ${who.username}`

const signedInBy = ({ actor, staff, credential }: Authenticated): SignedIn =>
  credential
    ? { kind: 'credential.signed_in', subjectId: credential.id, doer: actor, by: `API credential ${credential.name}` }
    : { kind: 'staff.signed_in', subjectId: staff.id, doer: actor }

const actorOf = (
  staff: StaffMember,
  credential: Credential | null,
  permissions: ReadonlySet<Permission>,
  address: string,
): Actor => ({
  kind: 'staff',
  id: staff.id,
  name: staff.username,
  credentialId: credential?.id ?? null,
  address,
  permissions,
})
