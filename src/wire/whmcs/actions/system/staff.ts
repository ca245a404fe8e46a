import { createHash } from 'node:crypto'
import { may } from '../../../../access/actor.ts'
import type { StaffMember } from '../../../../access/staff/staff-member.ts'
import { action } from '../../action.ts'
import { flagNumber } from '../../encode.ts'
import { flag, idFilter, required, text, textFilter } from '../../parameters.ts'

const nameOf = ({ firstName, lastName }: StaffMember) => `${firstName} ${lastName}`.trim()

/** Section 6.5 of the reference; its sample has no `result`, which is sent like everywhere else. */
export const getAdminUsers = action({
  name: 'GetAdminUsers',
  reads: true,
  permission: 'access.read',
  about: 'The members of staff, by id',
  partial: '`template`, the widgets and `twoFactorAuthModule` are empty: the console has none of them',
  parameters: {
    roleid: idFilter('Those of this role'),
    email: textFilter('Those whose e-mail address contains this'),
    include_disabled: flag('Also those who are disabled'),
  },
  async answer({ actor, domain, wallClock }, { roleid, email, include_disabled = false }) {
    const departments = may(actor, 'support.read') ? await domain.support.departments.list(actor) : []
    const found = (await domain.access.staff.list(actor))
      .filter((member) => include_disabled || member.active)
      .filter((member) => roleid === undefined || member.roleId === roleid)
      .filter((member) => email === undefined || member.email.toLowerCase().includes(email.toLowerCase()))
      .toSorted((a, b) => a.id - b.id)
    return {
      count: found.length,
      admin_users: found.map((member) => {
        const own = departments.filter(({ staffIds }) => staffIds.includes(member.id)).map(({ id }) => String(id))
        return {
          id: member.id,
          uuid: member.uuid,
          roleId: member.roleId,
          username: member.username,
          twoFactorAuthModule: '',
          firstname: member.firstName,
          lastname: member.lastName,
          email: member.email,
          signature: member.signature,
          notes: member.notes,
          template: '',
          language: 'english',
          isDisabled: flagNumber(!member.active),
          loginAttempts: 0,
          supportDepartmentIds: own,
          receivesTicketNotifications: [''],
          homepageWidgetsConfig: '',
          hiddenHomepageWidgets: '',
          created_at: wallClock.format(member.createdAt),
          updated_at: wallClock.format(member.updatedAt),
          fullName: nameOf(member),
          gravatarHash: createHash('md5').update(member.email.trim().toLowerCase()).digest('hex'),
        }
      }),
    }
  },
})

/** Part A4 of the reference. Each member once, with the session that was used last. */
export const getStaffOnline = action({
  name: 'GetStaffOnline',
  reads: true,
  permission: 'access.read',
  about: 'Members of staff who are signed in',
  parameters: {},
  async answer({ actor, domain, wallClock }) {
    const sessions = await domain.access.sessions.list(actor, { all: true })
    const staff = new Map((await domain.access.staff.list(actor)).map((member) => [member.id, member.username]))
    const latest = [...Map.groupBy(sessions, ({ staffId }) => staffId).values()].map(
      (own) => own.toSorted((a, b) => b.usedAt - a.usedAt || b.id - a.id)[0]!,
    )
    return {
      totalresults: latest.length,
      staffonline: {
        staff: latest.map((session) => ({
          adminusername: staff.get(session.staffId) ?? '',
          logintime: wallClock.format(session.createdAt),
          ipaddress: session.address,
          lastvisit: wallClock.format(session.usedAt),
        })),
      },
    }
  },
})

/** Part A4 of the reference: the notes that GetAdminDetails shows, of whoever calls. */
export const updateAdminNotes = action({
  name: 'UpdateAdminNotes',
  reads: false,
  permission: 'api.access',
  about: 'Writes the notes of whoever calls, instead of what they were',
  parameters: { notes: required(text('The notes')) },
  refusals: { not_found: 'Admin ID Not Found' },
  async answer({ actor, domain }, { notes }) {
    await domain.access.staff.setOwnNotes(actor, notes ?? '')
    return {}
  },
})
