import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { DEPARTMENT_DEFAULTS } from '../../support/departments.ts'
import { openNames, sortedSet } from '../references.ts'
import { section } from '../section.ts'

const { staffIds: _ids, position: _position, ...plain } = DEPARTMENT_DEFAULTS

export const departments = section({
  name: 'departments',
  item: z.strictObject({
    name: z.string().trim(),
    description: z.string().optional(),
    email: z.string().trim().optional(),
    /** Clients do not see it. */
    hidden: z.boolean().optional(),
    /** Who works there, by user name; everybody when nobody is named. */
    staff: z.array(z.string().trim()).transform(sortedSet).optional(),
  }),
  keyOf: ({ name }) => name,
  defaults: { ...plain, staff: [] },
  async open({ domain: { access, support } }) {
    const members = await access.staff.list(SYSTEM)
    const staff = openNames(
      'staff',
      'the user name of a member of the staff',
      members.map(({ id, username }) => ({ id, name: username })),
    )
    const present = await support.departments.list(SYSTEM)
    const details = ({ staff: names, ...rest }: { staff?: string[] | undefined }) => ({
      ...rest,
      staffIds: names?.map(staff.idOf),
    })
    return {
      present: present.map(({ id, name, description, email, hidden, staffIds }) => ({
        id,
        item: { name, description, email, hidden, staff: staffIds.map(staff.nameOf).sort() },
      })),
      add: (item) => support.departments.create(SYSTEM, { ...details(item), name: item.name }),
      change: (id, differing) => support.departments.update(SYSTEM, id, details(differing)),
    }
  },
})
