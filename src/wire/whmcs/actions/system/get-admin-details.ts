import { PERMISSIONS } from '../../../../access/permissions.ts'
import { action } from '../../action.ts'
import { CANONICAL_VERSION, FACE_VERSION } from '../../version.ts'

/** Section 6.5 of the reference. Clients use it as a connection test. */
export const getAdminDetails = action({
  name: 'GetAdminDetails',
  reads: true,
  permission: 'api.access',
  about: 'Who the credentials belong to, and what they may do',
  parameters: {},
  async answer({ actor, staff, domain, wallClock, now, quoted }) {
    const departments = await domain.support.departments.ofActor(actor)
    return {
      adminid: quoted(actor.id),
      name: actor.name,
      notes: staff?.notes ?? '',
      signature: staff?.signature ?? '',
      allowedpermissions: [...actor.permissions].map((permission) => PERMISSIONS[permission]).join(','),
      departments: departments.length === 0 ? '' : `,${departments.join(',')},`,
      requesttime: wallClock.format(now),
      whmcs: { version: FACE_VERSION, canonicalversion: CANONICAL_VERSION },
    }
  },
})
