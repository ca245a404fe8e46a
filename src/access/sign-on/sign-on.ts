import { uuid } from '../../base/ids.ts'
import { NotFound, Refusal } from '../../base/refusal.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { type Actor, authorize, SYSTEM } from '../actor.ts'
import { type OpenedSession, openSession } from '../sessions/open-session.ts'
import type { Browser, SessionLimits } from '../sessions/session.ts'
import { signIns } from '../sign-in/sign-in-counts.ts'
import { permissionsOf, type Role } from '../staff/role.ts'
import { STAFF_DEFAULTS } from '../staff/staff.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { AccessStores } from '../store.ts'
import type { Claims, SignOnProvider, SignOnSettings } from './provider.ts'

type Parts = {
  change: Transaction<AccessStores>
  digestKey: Buffer
  limits: SessionLimits
  signOn: { readonly settings: SignOnSettings; readonly provider: SignOnProvider } | undefined
}

/** Signing in through an identity provider: its groups say which role somebody has, at every sign-in anew. */
export function makeSignOn(parts: Parts) {
  const { change, signOn } = parts

  function required() {
    if (signOn) return signOn
    throw new Refusal('sign_on_not_set_up', 'No identity provider is set up', {}, { hint: 'Set --sign-on-issuer' })
  }

  async function roleOf(tx: AccessStores, { groups }: Claims, { roles, name }: SignOnSettings): Promise<Role> {
    const wanted = roles.find(({ group }) => groups.includes(group))
    const found = wanted && (await tx.access.roles.list()).find((role) => role.name === wanted.role)
    if (!found) throw new Refusal('no_role', `None of your groups at ${name} has a role here`)
    if (!permissionsOf([found]).has('api.access'))
      throw new Refusal('no_api_access', `The role ${found.name} does not allow the API`)
    return found
  }

  async function memberOf(tx: Tx<AccessStores>, claims: Claims, role: Role): Promise<StaffMember> {
    const { access } = tx
    const id = await access.identities.staffIdOf(claims.issuer, claims.subject)
    if (id === undefined) return createMember(tx, claims, role)
    const member = (await access.staff.lock(id))!
    if (!member.active) throw new Refusal('staff_disabled', 'Your staff account is disabled')
    const { email, firstName, lastName } = detailsOf(claims)
    const changes = { email, firstName, lastName, roleId: role.id }
    const changed = changesBetween(member, changes)
    if (Object.keys(changed).length === 0) return member
    await access.staff.update(id, changes, tx.at)
    await record(tx, SYSTEM, {
      kind: 'staff.updated',
      subjectId: id,
      description: `Changed staff member ${member.username} as the identity provider has them`,
      changes: changed,
    })
    return { ...member, ...changes, updatedAt: tx.at }
  }

  async function createMember(tx: Tx<AccessStores>, claims: Claims, role: Role): Promise<StaffMember> {
    const details = { ...STAFF_DEFAULTS, ...detailsOf(claims), roleId: role.id }
    const row = { uuid: uuid(), passwordVersion: 1, active: true, ...details }
    const id = await tx.access.staff.insert({ ...row, passwordHash: null }, tx.at)
    if (id === undefined)
      throw new Refusal(
        'username_taken',
        `The name ${row.username} is that of another member of staff`,
        {},
        {
          hint: `provisor staff link ${row.username} <subject> makes it the same one`,
        },
      )
    await record(tx, SYSTEM, {
      kind: 'staff.created',
      subjectId: id,
      description: `Created staff member ${row.username}, who came from the identity provider`,
      changes: { roleId: [null, role.id], legacyLogin: [null, false] },
    })
    await link(tx, SYSTEM, { id, username: row.username }, claims)
    return { id, ...row, createdAt: tx.at, updatedAt: tx.at }
  }

  return {
    /** As people call it; undefined where none is set up. */
    name: signOn?.settings.name,

    begin: (redirectUri: string) => required().provider.begin(redirectUri),

    async end(
      returnedTo: string,
      kept: Parameters<SignOnProvider['end']>[1],
      browser: Browser,
    ): Promise<OpenedSession> {
      const { settings, provider } = required()
      const claims = await provider.end(returnedTo, kept).catch(countAs('wrong'))
      const opened = await change(async (tx) => {
        const role = await roleOf(tx, claims, settings)
        const member = await memberOf(tx, claims, role)
        const how = { ...browser, method: 'sign_on', secondFactor: claims.secondFactor } as const
        return openSession(tx, parts, member, how)
      }).catch(countAs('refused'))
      signIns.sign_on.add('right')
      return opened
    },

    /** A member who was there before the provider: who comes with this subject is they. */
    async link(actor: Actor, username: string, subject: string): Promise<StaffMember> {
      authorize(actor, 'access.write')
      const { settings } = required()
      return change(async (tx) => {
        const found = await tx.access.staff.byUsername(username)
        if (!found) throw new NotFound('staff member', username)
        await link(tx, actor, found.staff, { issuer: settings.issuer, subject })
        return found.staff
      })
    },
  }
}

const countAs = (outcome: 'wrong' | 'refused') => (failure: unknown) => {
  signIns.sign_on.add(outcome)
  throw failure
}

async function link(
  tx: Tx<AccessStores>,
  actor: Actor,
  { id, username }: Pick<StaffMember, 'id' | 'username'>,
  { issuer, subject }: Pick<Claims, 'issuer' | 'subject'>,
): Promise<void> {
  if (!(await tx.access.identities.insert(id, issuer, subject, tx.at)))
    throw new Refusal('subject_taken', 'Somebody else is linked with this subject')
  await record(tx, actor, {
    kind: 'staff_identity.created',
    subjectId: id,
    description: `Linked staff member ${username} with ${subject} at ${issuer}`,
  })
}

/** Cut to what a member may have; a name that has no letters and digits at all is that of nobody. */
function detailsOf({ username, email, firstName, lastName }: Claims) {
  const line = (value: string, longest: number) =>
    value
      .replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, longest)
  return {
    username: line(username, 64),
    email: /^[^\s@]+@[^\s@]+$/.test(email) ? line(email, 254) : '',
    firstName: line(firstName, 100),
    lastName: line(lastName, 100),
  }
}
