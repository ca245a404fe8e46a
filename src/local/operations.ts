import type { z } from 'zod'
import type { Opened } from '../open.ts'
import { Refusal } from '../refusal.ts'
import { VERSION } from '../version.ts'
import type { Operation } from './operation.ts'
import { banAdd, banLift, banList } from './operations/bans.ts'
import { call } from './operations/call.ts'
import { check } from './operations/check.ts'
import { credentialCreate, credentialList, credentialRevoke } from './operations/credentials.ts'
import { hello } from './operations/hello.ts'
import { roleList } from './operations/roles.ts'
import { apply, exportSetup } from './operations/setup.ts'
import { staffCreate, staffList, staffPassword } from './operations/staff.ts'

/** All that local commands can do, by name. */
export const OPERATIONS = {
  apply,
  'ban.add': banAdd,
  'ban.lift': banLift,
  'ban.list': banList,
  call,
  check,
  'credential.create': credentialCreate,
  'credential.list': credentialList,
  'credential.revoke': credentialRevoke,
  export: exportSetup,
  hello,
  'role.list': roleList,
  'staff.create': staffCreate,
  'staff.list': staffList,
  'staff.password': staffPassword,
} as const

export type Operations = typeof OPERATIONS

/** Runs one operation with what came as JSON, from this process or through the socket. */
export async function runOperation(provisor: Opened, name: string, params: unknown): Promise<unknown> {
  const known = Object.hasOwn(OPERATIONS, name) ? (OPERATIONS[name as keyof Operations] as Operation) : undefined
  if (!known) {
    const hint = 'Start the server again with the program that you are using'
    throw new Refusal('unknown_operation', `Provisor ${VERSION} does not know ${name}`, { name }, { hint })
  }
  const checked = known.params.safeParse(params)
  if (!checked.success) throw invalid(name, checked.error)
  return known.run(provisor, checked.data)
}

function invalid(name: string, error: z.ZodError): Refusal {
  const [issue] = error.issues
  const place = [name, ...issue!.path.map(String)].join('.')
  return new Refusal('invalid', `Invalid ${place}: ${issue!.message}`, { issues: error.issues })
}
