import { hash, randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { NotFound, Refusal } from '../refusal.ts'
import { type Actor, authorize } from './actor.ts'
import { type AddressList, makeAddressList } from './addresses.ts'
import type { Credential } from './credential.ts'
import type { Face } from './faces.ts'
import type { Gate } from './gate.ts'
import type { Memory } from './memory.ts'
import type { Passwords } from './passwords.ts'
import type { Permission } from './permissions.ts'
import { permissionsOf } from './role.ts'
import { keyedDigest, sameSecret } from './secrets.ts'
import type { StaffMember } from './staff-member.ts'
import type { AccessStores } from './store.ts'

export type Authenticated = {
  readonly actor: Actor
  readonly staff: StaffMember
  /** Null for a staff login. */
  readonly credential: Credential | null
}

/**
 * `credential_expired` and `legacy_login_off` are said only to who had the right secret; towards strangers a face treats
 * them as wrong credentials, but they count towards no ban.
 */
export type RefusedLogin = {
  readonly refused:
    | 'wrong_credentials'
    | 'credential_expired'
    | 'legacy_login_off'
    | 'staff_disabled'
    | 'no_api_access'
    | 'address_not_allowed'
}

type Parts = {
  read: AccessStores
  clock: Clock
  memory: Memory
  gate: Pick<Gate, 'noteFailure' | 'noteSuccess'>
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

const IDENTIFIER = /^[0-9A-Za-z]{32}$/
/** In UTF-16 units; twice what a name may have in characters. */
const LONGEST_USERNAME = 128
const MD5 = /^[0-9a-f]{32}$/i

/**
 * Who asks. Right answers are remembered under a digest of what was shown until anything about access changes, so that
 * a request costs microseconds and no query; wrong ones are noted as failures of the address.
 */
export function makeAuthenticate({ read, clock, memory, gate, passwords, digestKey }: Parts) {
  const remembered = memory.keep(() => ({ known: new Map<string, Known>(), identifiers: new Set<string>() }))
  const salt = randomBytes(16).toString('hex')
  const keyOf = (...shown: string[]) => hash('sha256', [salt, ...shown].join('\0'), 'base64')

  async function findByCredential(identifier: string, secret: string): Promise<Known | RefusedLogin> {
    const found = await read.access.credentials.byIdentifier(identifier)
    // Asked of an unknown identifier too, so that it takes as long as a wrong secret.
    const matches = sameSecret(keyedDigest(digestKey, secret), found?.secretDigest ?? '')
    if (!found || !matches || found.credential.revokedAt !== null) return { refused: 'wrong_credentials' }
    const { credential } = found
    return toKnown((await read.access.staff.get(credential.staffId))!, credential)
  }

  /** No username has a NUL, and PostgreSQL does not even take the question. */
  const findStaff = async (username: string) =>
    username.includes('\0') ? undefined : read.access.staff.byUsername(username)

  async function findByPassword(username: string, passwordMd5: string): Promise<Known | RefusedLogin> {
    const found = await findStaff(username)
    const stored = found?.passwordHash ?? passwords.decoy
    const question = found ? `${found.staff.id} ${found.staff.passwordVersion}` : `nobody ${username}`
    if (!(await passwords.verify(stored, passwordMd5, question)) || !found) return { refused: 'wrong_credentials' }
    return found.staff.legacyLogin ? toKnown(found.staff, null) : { refused: 'legacy_login_off' }
  }

  async function toKnown(staff: StaffMember, credential: Credential | null): Promise<Known | RefusedLogin> {
    if (!staff.active) return { refused: 'staff_disabled' }
    const roles = await read.access.roles.list()
    const own = permissionsOf(roles.filter(({ id }) => id === staff.roleId))
    if (!own.has('api.access')) return { refused: 'no_api_access' }
    const named = credential?.roleIds ?? []
    const permissions = named.length > 0 ? permissionsOf(roles.filter(({ id }) => named.includes(id))) : own
    return { staff, credential, permissions, addresses: makeAddressList(credential?.addresses ?? []) }
  }

  async function enter(
    key: string,
    find: () => Promise<Known | RefusedLogin>,
    face: Face,
    address: string,
  ): Promise<Authenticated | RefusedLogin> {
    const { known } = await remembered()
    const remembers = known.get(key)
    if (remembers) return admit(remembers, face, address)
    const found = await find()
    if ('refused' in found) return refuse(found, face, address)
    known.set(key, found)
    return admit(found, face, address)
  }

  async function admit(found: Known, face: Face, address: string): Promise<Authenticated | RefusedLogin> {
    const { staff, credential, permissions, addresses } = found
    const expiresAt = credential?.expiresAt ?? null
    if (expiresAt !== null && expiresAt <= clock.now()) return { refused: 'credential_expired' }
    if (addresses.size > 0 && !addresses.has(address)) return { refused: 'address_not_allowed' }
    await gate.noteSuccess(face, address)
    return { actor: actorOf(staff, credential, permissions, address), staff, credential }
  }

  async function refuse(refusal: RefusedLogin, face: Face, address: string): Promise<RefusedLogin> {
    if (refusal.refused === 'wrong_credentials') await gate.noteFailure(face, address)
    return refusal
  }

  return {
    async byCredential(
      identifier: string,
      secret: string,
      face: Face,
      address: string,
    ): Promise<Authenticated | RefusedLogin> {
      if (!IDENTIFIER.test(identifier)) return refuse({ refused: 'wrong_credentials' }, face, address)
      return enter(keyOf('credential', identifier, secret), () => findByCredential(identifier, secret), face, address)
    },

    /** The old sign-in with the MD5 of the password, only where a staff member may use it. */
    async byStaffPassword(
      username: string,
      passwordMd5: string,
      face: Face,
      address: string,
    ): Promise<Authenticated | RefusedLogin> {
      // A name longer than any is not looked for: it may be as long as a body.
      if (!MD5.test(passwordMd5) || username.length > LONGEST_USERNAME)
        return refuse({ refused: 'wrong_credentials' }, face, address)
      const key = keyOf('password', username.toLowerCase(), passwordMd5.toLowerCase())
      return enter(key, () => findByPassword(username, passwordMd5), face, address)
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
