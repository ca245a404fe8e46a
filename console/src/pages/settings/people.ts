import type { Credential, StaffMember } from '@provisor/client'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'

export const staffQuery = queryOptions({ queryKey: ['staff'], queryFn: ({ signal }) => client.staff.list({ signal }) })

export const rolesQuery = queryOptions({ queryKey: ['roles'], queryFn: ({ signal }) => client.roles.list({ signal }) })

export const credentialsQuery = queryOptions({
  queryKey: ['credentials'],
  queryFn: ({ signal }) => client.credentials.list({ signal }),
})

export const nameOf = ({ firstName, lastName, username }: Pick<StaffMember, 'firstName' | 'lastName' | 'username'>) =>
  `${firstName} ${lastName}`.trim() || username

/** Whether it can still be used, as far as it goes by itself. */
export const isOver = ({ revokedAt, expiresAt }: Credential): boolean =>
  revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) <= Date.now())

/** Who may do something because of this role: members, and credentials of their own or theirs by default. */
export function holdersOf(roleId: number, staff: readonly StaffMember[], credentials: readonly Credential[]) {
  const people = staff.filter((member) => member.active && member.roleId === roleId)
  const ids = new Set(people.map(({ id }) => id))
  const programs = credentials.filter(
    (credential) =>
      !isOver(credential) &&
      (credential.roleIds.includes(roleId) || (credential.roleIds.length === 0 && ids.has(credential.staffId))),
  )
  return { people, programs }
}

/** What was changed is there before anything is said of it. */
export const refresh = ({ queryKey }: { queryKey: readonly unknown[] }): Promise<void> =>
  queries.invalidateQueries({ queryKey })
