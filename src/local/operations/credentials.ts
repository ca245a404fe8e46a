import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import type { Credential } from '../../access/credentials/credential.ts'
import { permissionsOf, type Role } from '../../access/staff/role.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Domain } from '../../domain.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'
import { roleNamed } from './roles.ts'
import { rolesForPasswords } from './service-passwords.ts'
import { staffNamed } from './staff.ts'

const DAY_MS = 86_400_000

export const credentialCreate = localOperation(
  z.object({
    staff: z.string(),
    name: z.string(),
    addresses: z.array(z.string()).default([]),
    requestsPerMinute: z.number().nullable().default(null),
    /** By name; without any, what the staff member's own role allows. */
    roles: z.array(z.string()).default([]),
    /** `90d`, a date, or a wall-clock time in the installation's zone. */
    expires: z.string().optional(),
    numbers: z.enum(['documented', 'native']).default('documented'),
    /** Of the Remote API: whether refusals have a status of their own, and whether every column is text. */
    httpStatus: z.enum(['documented', 'always-200']).default('documented'),
    stringifyColumns: z.boolean().default(false),
    /** Whether its answers may hold service passwords. */
    readPasswords: z.boolean().default(false),
  }),
  async ({ domain, clock, wallClock }, params) => {
    const { access } = domain
    const staff = await staffNamed(access, params.staff)
    const named = await Promise.all(params.roles.map((name) => roleNamed(access, name)))
    const own = (await access.roles.list(SYSTEM)).filter(({ id }) => id === staff.roleId)
    const roles = await rolesForPasswords(access, named.length > 0 ? named : own, params.readPasswords)
    const usesOwn = named.length === 0 && roles[0]?.id === staff.roleId && roles.length === 1
    const { credential, secret } = await access.credentials.create(SYSTEM, {
      staffId: staff.id,
      name: params.name,
      addresses: params.addresses,
      requestsPerMinute: params.requestsPerMinute,
      roleIds: usesOwn ? [] : roles.map(({ id }) => id),
      numbers: params.numbers,
      httpStatus: params.httpStatus,
      stringifyColumns: params.stringifyColumns,
      expiresAt: params.expires === undefined ? null : expiryOf(params.expires, clock.now(), wallClock),
    })
    return {
      ...shown(credential, staff.username, roles),
      secret,
      token: `${credential.identifier}.${secret}`,
      readsPasswords: permissionsOf(roles).has('services.passwords'),
      hasApiAccess: permissionsOf(own).has('api.access'),
    }
  },
)

export const credentialList = localOperation(z.object({}), async ({ domain }) => {
  const { staff, roles } = await namesOf(domain)
  const credentials = await domain.access.credentials.list(SYSTEM)
  return credentials.map((credential) =>
    shown(
      credential,
      staff.get(credential.staffId)!,
      credential.roleIds.map((id) => roles.get(id)!),
    ),
  )
})

export const credentialRevoke = localOperation(
  z.object({ credential: z.string() }),
  async ({ domain }, { credential: text }) => {
    const credentials = await domain.access.credentials.list(SYSTEM)
    const found = credentials.find(({ id, identifier }) => text === String(id) || text === identifier)
    if (!found) throw new NotFound('credential', text)
    const { id, identifier, name, revokedAt } = await domain.access.credentials.revoke(SYSTEM, found.id)
    return { id, identifier, name, revokedAt: isoText(revokedAt), already: found.revokedAt !== null }
  },
)

async function namesOf({ access }: Domain) {
  const staff = await access.staff.list(SYSTEM)
  const roles = await access.roles.list(SYSTEM)
  return {
    staff: new Map(staff.map(({ id, username }) => [id, username])),
    roles: new Map(roles.map((role) => [role.id, role])),
  }
}

const shown = (credential: Credential, staff: string, roles: readonly Role[]) => ({
  id: credential.id,
  identifier: credential.identifier,
  name: credential.name,
  staff,
  /** Empty: what the staff member's own role allows. */
  roles: credential.roleIds.length === 0 ? [] : roles.map(({ name }) => name),
  addresses: credential.addresses,
  requestsPerMinute: credential.requestsPerMinute,
  numbers: credential.numbers,
  httpStatus: credential.httpStatus,
  stringifyColumns: credential.stringifyColumns,
  expiresAt: isoText(credential.expiresAt),
  revokedAt: isoText(credential.revokedAt),
  createdAt: isoText(credential.createdAt),
})

function expiryOf(text: string, now: number, wallClock: WallClock): number {
  const days = /^(\d{1,5})d$/.exec(text.trim())
  if (days) return now + Number(days[1]) * DAY_MS
  const at = wallClock.parse(text.trim())
  if (at === undefined) throw new Invalid('expiry', 'a date such as 2030-01-31, a time, or days such as 90d', text)
  return at
}
