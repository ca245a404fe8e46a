import { SYSTEM } from '../../../src/access/actor.ts'
import type { AnswerStyle } from '../../../src/access/credentials/answer-style.ts'
import type { CredentialDetails } from '../../../src/access/credentials/credentials.ts'
import { md5Hex } from '../../../src/access/sign-in/passwords.ts'
import type { Opened } from '../../../src/open.ts'
import { placeWithCallers } from '../harness/callers.ts'
import { addWorld } from './world.ts'

/** What each caller sends as `username` and `password`. */
export type Callers = Awaited<ReturnType<typeof makeCallers>>
export type CallerName = keyof Callers

/** A small world of projects, and those who call. */
export const { place: remotePlace, readCallers } = placeWithCallers('wbteampro_contract', async (app) => {
  const callers = await makeCallers(app.provisor)
  await addWorld(app)
  return callers
})

async function makeCallers({ domain }: Opened) {
  const { roles, staff, credentials } = domain.access
  const role = async (name: string, permissions: string[]) => (await roles.create(SYSTEM, { name, permissions })).id
  let staffNumber = 1
  const person = async (username: string, roleId: number, legacyLogin = true, style: Partial<AnswerStyle> = {}) => {
    const password = `mountain harbour ${staffNumber++}`
    const { id } = await staff.create(SYSTEM, { username, roleId, password, legacyLogin, ...style })
    return { id, fields: { username, password: md5Hex(password) } }
  }
  const superAdmin = await role('Super admin', ['*'])
  const validAdmin = await role('Valid admin', ['api.access', 'projects.read', 'projects.write'])

  const alex = await person('alex', superAdmin)
  const jo = await person('jo', validAdmin)
  const kim = await person('kim', validAdmin)
  const reader = await person('reader', await role('Reader', ['api.access', 'projects.read']))
  const outsider = await person('outsider', await role('Outsider', ['api.access', 'clients.read']))
  const noApi = await person('console-only', await role('Console only', ['projects.read']))
  const modern = await person('modern', superAdmin, false)
  const gone = await person('gone', superAdmin)
  await staff.disable(SYSTEM, gone.id)
  const oldScript = await person('old-script', superAdmin, true, { httpStatus: 'always-200', stringifyColumns: true })

  const pair = async (name: string, input: Partial<CredentialDetails>) => {
    const { credential, secret } = await credentials.create(SYSTEM, { name, staffId: alex.id, ...input })
    return { username: credential.identifier, password: secret }
  }
  return {
    /** Sees and changes everything. */
    alex: alex.fields,
    /** Sees what is for everybody, or theirs. */
    jo: jo.fields,
    kim: kim.fields,
    /** Changes nothing. */
    reader: reader.fields,
    /** May call APIs, but not this one. */
    outsider: outsider.fields,
    'no-api': noApi.fields,
    /** Has the right password, and may not sign in with its MD5. */
    modern: modern.fields,
    gone: gone.fields,
    capitals: { username: 'ALEX', password: alex.fields.password.toUpperCase() },
    'not-hashed': { username: 'alex', password: 'the password of alex' },
    wrong: { username: 'alex', password: md5Hex('guess') },
    stranger: { username: 'nobody', password: md5Hex('guess') },
    'no-password': { username: 'alex', password: '' },
    nobody: {},
    credential: await pair('A credential', {}),
    'always-200': await pair('An old client', { httpStatus: 'always-200' }),
    /** Signs in with a password, and wants what very old clients want. */
    'old-script': oldScript.fields,
    stringified: await pair('Texts', { stringifyColumns: true }),
    'office-only': await pair('From the office', { addresses: ['203.0.113.0/24'] }),
  } satisfies Record<string, Record<string, string>>
}
