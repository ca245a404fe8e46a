import { type Checks, checkedDetails, requireLines, requireText } from '../../base/checks.ts'
import { uuid } from '../../base/ids.ts'
import type { Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { MASK } from '../../base/secrets/sealed.ts'
import type { Transaction } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { type Actor, authorize } from '../actor.ts'
import { type AnswerStyle, DOCUMENTED_STYLE, STYLE_CHECKS } from '../credentials/answer-style.ts'
import { endOthers, isMember, requirePerson } from '../sessions/sessions.ts'
import { md5Hex, type Passwords } from '../sign-in/passwords.ts'
import type { Prove } from '../sign-in/prove.ts'
import type { AccessStores } from '../store.ts'
import { requireStaffPassword } from './password-rules.ts'
import type { StaffMember } from './staff-member.ts'

type Parts = {
  read: AccessStores
  change: Transaction<AccessStores>
  passwords: Pick<Passwords, 'hash' | 'verify' | 'decoy'>
  prove: Prove
}

/** What may be changed later. */
export type StaffDetails = AnswerStyle & {
  email: string
  firstName: string
  lastName: string
  roleId: number
  /** Whether the MD5 of the password is taken on the faces. */
  legacyLogin: boolean
  notes: string
  signature: string
}

/** Without a password nobody signs in as this member, but credentials can act for them. */
export type NewStaff = Patch<StaffDetails> & { username: string; roleId: number; password?: string | undefined }

/** Before anything is said about the member. */
export const STAFF_DEFAULTS = {
  ...DOCUMENTED_STYLE,
  email: '',
  firstName: '',
  lastName: '',
  legacyLogin: false,
  notes: '',
  signature: '',
}

export function makeStaff({ read, change, passwords, prove }: Parts) {
  const hashOf = async (password: string, names: readonly string[]) =>
    passwords.hash(md5Hex(await requireStaffPassword(password, names)))

  async function setActive(actor: Actor, id: number, active: boolean): Promise<StaffMember> {
    authorize(actor, 'access.write')
    return change(async (tx) => {
      const staff = await lockStaff(tx, id)
      if (staff.active === active) return staff
      await tx.access.staff.update(id, { active }, tx.at)
      await record(tx, actor, {
        kind: active ? 'staff.enabled' : 'staff.disabled',
        subjectId: id,
        description: `${active ? 'Enabled' : 'Disabled'} staff member ${staff.username}`,
        changes: { active: [staff.active, active] },
      })
      return { ...staff, active, updatedAt: tx.at }
    })
  }

  async function requireMember(id: number): Promise<StaffMember> {
    const member = await read.access.staff.get(id)
    if (!member) throw new NotFound('staff member', id)
    return member
  }

  async function replacePassword(actor: Actor, id: number, password: string): Promise<void> {
    const { username, email } = await requireMember(id)
    const passwordHash = await hashOf(password, [username, email])
    await change(async (tx) => {
      const passwordVersion = (await lockStaff(tx, id)).passwordVersion + 1
      await tx.access.staff.update(id, { passwordHash, passwordVersion }, tx.at)
      await endOthers(tx, actor, id)
      if (isMember(actor, id) && actor.sessionId !== undefined)
        await tx.access.sessions.update(actor.sessionId, { passwordVersion })
      await record(tx, actor, {
        kind: 'staff.password_updated',
        subjectId: id,
        description: `Changed the password of staff member ${username}`,
        changes: { password: [MASK, MASK] },
      })
    })
  }

  return {
    async list(actor: Actor): Promise<StaffMember[]> {
      authorize(actor, 'access.read')
      return read.access.staff.list()
    },

    /** The member who asks, and the name of their role. */
    async getOwn(actor: Actor): Promise<{ member: StaffMember; role: string }> {
      const member = await requireMember(actor.id)
      return { member, role: (await read.access.roles.get(member.roleId))!.name }
    },

    async create(actor: Actor, input: NewStaff): Promise<StaffMember> {
      authorize(actor, 'access.write')
      const names = [input.username, input.email ?? '']
      const passwordHash = input.password === undefined ? null : await hashOf(input.password, names)
      const staff = {
        uuid: uuid(),
        username: requireText('username', input.username, 64),
        passwordVersion: 1,
        active: true,
        ...STAFF_DEFAULTS,
        ...checkedDetails(CHECKS, input),
        roleId: input.roleId,
      }
      return change(async (tx) => {
        await requireRole(tx, staff.roleId)
        const id = await tx.access.staff.insert({ ...staff, passwordHash }, tx.at)
        if (id === undefined) throw new Invalid('username', 'a name that no other staff member has', staff.username)
        await record(tx, actor, {
          kind: 'staff.created',
          subjectId: id,
          description: `Created staff member ${staff.username}`,
          changes: { roleId: [null, staff.roleId], legacyLogin: [null, staff.legacyLogin] },
        })
        return { id, ...staff, createdAt: tx.at, updatedAt: tx.at }
      })
    },

    async update(actor: Actor, id: number, details: Patch<StaffDetails>): Promise<StaffMember> {
      authorize(actor, 'access.write')
      const changes = checkedDetails(CHECKS, details)
      return change(async (tx) => {
        const staff = await lockStaff(tx, id)
        if (changes.roleId !== undefined) await requireRole(tx, changes.roleId)
        const changed = changesBetween(staff, changes)
        if (Object.keys(changed).length === 0) return staff
        await tx.access.staff.update(id, changes, tx.at)
        await record(tx, actor, {
          kind: 'staff.updated',
          subjectId: id,
          description: `Changed staff member ${staff.username}`,
          changes: changed,
        })
        return { ...staff, ...changes, updatedAt: tx.at }
      })
    },

    /** Every session of the member is over. */
    async setPassword(actor: Actor, id: number, password: string): Promise<void> {
      authorize(actor, 'access.write')
      await replacePassword(actor, id, password)
    },

    /** Of the one who asks, who shows that they know the present one. Their other sessions are over. */
    async setOwnPassword(actor: Actor, { current, password }: { current: string; password: string }): Promise<void> {
      const id = requirePerson(actor)
      const { username } = await requireMember(id)
      const found = await read.access.staff.byUsername(username)
      const stored = found?.passwordHash ?? passwords.decoy
      await prove(actor, 'current', 'the present password', (standing) =>
        passwords.verify(stored, md5Hex(current), `${id} ${found?.staff.passwordVersion}`, standing),
      )
      await replacePassword(actor, id, password)
    },

    /** Of the one who asks, instead of what they were. */
    async setOwnNotes(actor: Actor, notes: string): Promise<void> {
      const { username } = await requireMember(actor.kind === 'staff' ? actor.id : 0)
      await change(async (tx) => {
        const before = await lockStaff(tx, actor.id)
        const changes = changesBetween({ notes: before.notes }, checkedDetails(CHECKS, { notes }))
        if (Object.keys(changes).length === 0) return
        await tx.access.staff.update(actor.id, { notes }, tx.at)
        await record(tx, actor, {
          kind: 'staff.updated',
          subjectId: actor.id,
          description: `${username} changed their own notes`,
          changes,
        })
      })
    },

    /** From here on neither the member nor their credentials are let in. */
    disable: (actor: Actor, id: number) => setActive(actor, id, false),
    enable: (actor: Actor, id: number) => setActive(actor, id, true),
  }
}

async function lockStaff(tx: AccessStores, id: number): Promise<StaffMember> {
  const staff = await tx.access.staff.lock(id)
  if (!staff) throw new NotFound('staff member', id)
  return staff
}

async function requireRole(tx: AccessStores, roleId: number): Promise<void> {
  if (!(await tx.access.roles.get(roleId))) throw new NotFound('role', roleId)
}

const CHECKS: Checks<StaffDetails> = {
  email: (email) => {
    if (email !== '' && !/^[^\s@]+@[^\s@]+$/.test(email))
      throw new Invalid('email', 'an address such as name@example.com', email)
    return requireText('email', email, 254, 0)
  },
  firstName: (name) => requireText('first name', name, 100, 0),
  lastName: (name) => requireText('last name', name, 100, 0),
  roleId: (id) => id,
  legacyLogin: (on) => on,
  ...STYLE_CHECKS,
  notes: (text) => requireLines('notes', text, 10_000),
  signature: (text) => requireLines('signature', text, 10_000),
}
