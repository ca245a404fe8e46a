import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SYSTEM } from '../access/actor.ts'
import { md5Hex } from '../access/sign-in/passwords.ts'
import type { StaffMember } from '../access/staff/staff-member.ts'
import { randomToken } from '../base/ids.ts'
import type { Content } from '../files/content.ts'
import type { Opened } from '../open.ts'
import { addCatalog } from './catalog.ts'
import { addClient, addCrowd } from './crowd.ts'
import { addDocumented } from './documented.ts'
import { addIncident } from './incident.ts'
import { addOutbound } from './outbound.ts'
import { addProjects } from './projects.ts'
import type { DemoCredentials, DemoStores } from './stores.ts'
import { addTeam } from './team.ts'
import { addThreads, DEMO_FILES } from './threads.ts'
import { addTickets } from './tickets.ts'

const MARK = 'demonstration'
const ROLE = 'Full Administrator'

export const demoFile = (dataDir: string): string => join(dataDir, 'demo.json')

/** Whether this database was filled by `--demo`, holds data of its own, or nothing yet. */
export async function contentsOf({ read }: Pick<Opened, 'read'>): Promise<'demonstration' | 'own' | 'nothing'> {
  if (await read.settings.get(MARK)) return 'demonstration'
  return (await read.access.staff.list()).length > 0 ? 'own' : 'nothing'
}

/** Another node that started at the same time was first. */
export class AlreadyFilled extends Error {}

/** Fills an empty database, all of it or nothing, and writes the credentials down. */
export async function seedDemo(provisor: Opened): Promise<DemoCredentials> {
  const { transaction, domainOver, queue, secrets, wallClock, files } = provisor
  const fill = async (tx: DemoStores, contents: readonly Content[]) => {
    // Nodes that start together wait here, and all but the first one find it done.
    await tx.keys.lock()
    if (await tx.settings.get(MARK)) throw new AlreadyFilled()
    const sealing = { secrets, wallClock }
    await addCatalog(tx)
    await addClient(tx, sealing, 1, {
      firstName: 'Demo',
      lastName: 'Client',
      companyName: 'Demo Domain',
      email: 'client@demodomain.com',
      address1: '1 Example Road',
      address2: '',
      city: 'London',
      state: 'London',
      postcode: 'SW1A 1AA',
      country: 'GB',
      phoneNumber: '+44 20 7946 0000',
      taxId: '',
      site: 'demodomain',
    })
    await addDocumented(tx, sealing)
    await addCrowd(tx, sealing)
    await tx.settings.set(MARK, String(tx.at))
    const domain = domainOver({ read: tx, transaction: (work) => work(tx) })
    const {
      admin,
      credentials: { token, ...people },
    } = await addPeople(domain)
    await addTickets(tx, admin)
    await addProjects(tx, sealing, admin)
    await addThreads(tx, admin, contents)
    const aculab = await addOutbound(tx, { domain, queue, makePassword: () => randomToken(16) })
    return { ...people, aculab, token }
  }
  const credentials = await files.receiving(DEMO_FILES, (contents) => transaction((tx) => fill(tx, contents)))
  writeFileSync(demoFile(provisor.config.dataDir), `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  return credentials
}

/** What a demonstration that people look at has beyond the documents' data: an incident, colleagues and their week. */
export function addStory({ transaction, domainOver, queue, secrets, wallClock }: Opened): Promise<void> {
  return transaction(async (tx) => {
    const domain = domainOver({ read: tx, transaction: (work) => work(tx) })
    await addIncident(tx, { queue, secrets })
    await addTeam(tx, { wallClock, domain })
  })
}

type People = { admin: StaffMember; credentials: Omit<DemoCredentials, 'aculab'> }

async function addPeople({ access }: Opened['domain']): Promise<People> {
  const known = (await access.roles.list(SYSTEM)).find(({ name }) => name === ROLE)
  const role = known ?? (await access.roles.create(SYSTEM, { name: ROLE, permissions: ['*'] }))
  const password = randomToken(16)
  const admin = await access.staff.create(SYSTEM, {
    username: 'admin',
    firstName: 'Alex',
    lastName: 'Admin',
    email: 'admin@example.com',
    roleId: role.id,
    password,
    legacyLogin: true,
  })
  const { credential, secret } = await access.credentials.create(SYSTEM, { name: 'Demonstration', staffId: admin.id })
  const credentials = {
    admin: { username: 'admin', password },
    whmcs: { identifier: credential.identifier, secret },
    wbteampro: { username: 'admin', passwordMd5: md5Hex(password) },
    token: `${credential.identifier}.${secret}`,
  }
  return { admin, credentials }
}

/** The credentials of an earlier start; undefined on a node that did not fill the database itself. */
export function readDemo(dataDir: string): DemoCredentials | undefined {
  const file = demoFile(dataDir)
  if (!existsSync(file)) return undefined
  return JSON.parse(readFileSync(file, 'utf8')) as DemoCredentials
}

/** What a link of the console ends with that signs the administrator of the demonstration in, once. */
export const createSignInLink = ({ domain }: Opened, { admin }: DemoCredentials): Promise<string> =>
  domain.access.signIn.createLink(SYSTEM, admin.username)
