import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { STAFF_DEFAULTS } from '../../access/staff/staff.ts'
import { Invalid } from '../../base/refusal.ts'
import { section } from '../section.ts'

/** Without passwords: they are hashed, which takes longer than a transaction should. */
export const staff = section({
  name: 'staff',
  item: z.strictObject({
    username: z.string().trim(),
    role: z.string().trim().optional(),
    email: z.string().trim().optional(),
    firstName: z.string().trim().optional(),
    lastName: z.string().trim().optional(),
    /** Whether the MD5 of the password is taken for a sign-in, as old scripts do. */
    legacyLogin: z.boolean().optional(),
    /** How the answers to their own sign-in look: see the flags of `credential create`. */
    numbers: z.enum(['documented', 'native']).optional(),
    httpStatus: z.enum(['documented', 'always-200']).optional(),
    stringifyColumns: z.boolean().optional(),
    active: z.boolean().optional(),
    notes: z.string().optional(),
    signature: z.string().optional(),
  }),
  keyOf: ({ username }) => username.toLowerCase(),
  fixed: ['username'],
  required: ['role'],
  defaults: { ...STAFF_DEFAULTS, active: true },
  async open({ domain: { access } }) {
    const roles = await access.roles.list(SYSTEM)
    const roleId = (name: string): number => {
      const found = roles.find((role) => role.name === name)
      if (!found) throw new Invalid('role', 'the name of a role', name)
      return found.id
    }
    const setActive = (id: number, active: boolean | undefined) =>
      active === undefined ? undefined : active ? access.staff.enable(SYSTEM, id) : access.staff.disable(SYSTEM, id)
    const present = await access.staff.list(SYSTEM)
    return {
      present: present.map(
        ({ id, username, email, firstName, lastName, legacyLogin, active, notes, signature, ...rest }) => ({
          id,
          item: {
            username,
            role: roles.find((role) => role.id === rest.roleId)!.name,
            ...{ email, firstName, lastName, legacyLogin, active, notes, signature },
            ...{ numbers: rest.numbers, httpStatus: rest.httpStatus, stringifyColumns: rest.stringifyColumns },
          },
        }),
      ),
      async add({ role, active, ...details }) {
        const { id } = await access.staff.create(SYSTEM, { ...details, roleId: roleId(role) })
        await setActive(id, active)
      },
      async change(id, { role, active, username: _username, ...details }) {
        await access.staff.update(SYSTEM, id, role === undefined ? details : { ...details, roleId: roleId(role) })
        await setActive(id, active)
      },
    }
  },
})
