import { PERMISSIONS } from '../../../access/permissions.ts'
import { action } from '../action.ts'
import { CANONICAL_VERSION, FACE_VERSION } from '../version.ts'

/** Section 6.5 of the reference. Clients use it as a connection test. */
export const getAdminDetails = action({
  name: 'GetAdminDetails',
  group: 'System',
  reads: true,
  permission: 'api.access',
  about: 'Who the credentials belong to, and what they may do',
  partial: '`departments` is empty until there are support departments',
  parameters: {},
  async answer({ actor, staff, wallClock, now, quoted }) {
    return {
      adminid: quoted(actor.id),
      name: actor.name,
      notes: staff?.notes ?? '',
      signature: staff?.signature ?? '',
      allowedpermissions: [...actor.permissions].map((permission) => PERMISSIONS[permission]).join(','),
      departments: '',
      requesttime: wallClock.format(now),
      whmcs: { version: FACE_VERSION, canonicalversion: CANONICAL_VERSION },
    }
  },
})
