import { type Actor, authorize } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound, refuseHeld } from '../../base/refusal.ts'
import { isSealed, MASK, mapValues, maskKept, openKept, sealChange } from '../../base/secrets/sealed.ts'
import type { SecretBox } from '../../base/secrets/secrets.ts'
import type { Tx } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { deleteNoun, type TellsDeletionOf } from '../../events/record-noun.ts'
import type { Changes } from '../../events/store.ts'
import { moduleName, nameOf, wholeNumber } from '../checks.ts'
import type { CatalogParts, CatalogStores } from '../parts.ts'
import type { SettingSeals } from '../secret-settings.ts'
import type { CatalogStore, ServerSecrets } from '../store.ts'
import { requireHost, requireIpAddress } from './host.ts'
import type { Server, ServerAccess, ServerFilter, ServerListing, ServerSecretTexts, StoredServer } from './server.ts'

type Plain = Omit<Server, 'id' | 'hasPassword' | 'hasAccessHash' | 'createdAt' | 'updatedAt'>

/**
 * What is left out stays as it is; an empty secret takes the stored one away. Settings are all or nothing, but for a secret
 * that is given as `***`: it stays too.
 */
export type ServerChanges = Patch<Plain> & {
  password?: string | undefined
  accessHash?: string | undefined
  /** Only these, where not all settings are given; an empty text takes one away. */
  namedSettings?: Server['settings'] | undefined
}

export type NewServerInput = ServerChanges & { id?: number | undefined; name: string; module: string }

export function makeServers({ read, transaction, ...seals }: CatalogParts) {
  return {
    async create(actor: Actor, input: NewServerInput): Promise<Server> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createServer(tx, seals, actor, input))
    },

    async update(actor: Actor, id: number, changes: ServerChanges): Promise<Server> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateServer(tx, seals, actor, id, changes))
    },

    /** Only one that nothing was ever put on; the others go out of use. Its groups go on without it. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => deleteServer(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<ServerListing> {
      authorize(actor, 'catalog.read')
      const [server] = await listingsOf(read, { ids: [id] })
      if (!server) throw new NotFound('Server', id)
      return server
    },

    async getSecrets(actor: Actor, id: number): Promise<ServerSecretTexts> {
      authorize(actor, 'catalog.read')
      authorize(actor, 'services.passwords')
      const { password, accessHash, settings } = await serverAccess(read, seals.secrets, id)
      return { password, accessHash, settings }
    },

    /** By id. */
    async list(actor: Actor, filter: ServerFilter = {}): Promise<ServerListing[]> {
      authorize(actor, 'catalog.read')
      return listingsOf(read, filter)
    },
  }
}

async function listingsOf({ catalog }: CatalogStores, filter: ServerFilter): Promise<ServerListing[]> {
  const servers = await catalog.servers.list(filter)
  const accounts = await catalog.servers.accounts(servers.map(({ id }) => id))
  return servers.map((server) => ({
    ...toServer(server),
    activeServices: accounts.get(server.id)!.held,
    secretSettings: Object.keys(server.settings).filter((name) => isSealed(server.settings[name]!)),
  }))
}

/** Before anything is said about it. */
export const SERVER_DEFAULTS: Omit<Plain, 'name' | 'module'> = {
  hostname: '',
  ipAddress: '',
  assignedIps: '',
  username: '',
  secure: true,
  port: null,
  maxAccounts: 0,
  active: true,
  maintenance: false,
  nameservers: [],
  settings: {},
}

async function createServer(
  tx: Tx<CatalogStores>,
  seals: SettingSeals,
  actor: Actor,
  { id: prescribed, password = '', accessHash = '', namedSettings, ...given }: NewServerInput,
): Promise<Server> {
  const form = withNamed(merge({ ...SERVER_DEFAULTS, name: given.name, module: given.module }, given), namedSettings)
  const plain = sealSettings(seals, await fillServerForm(tx, form))
  const sealed = { passwordSealed: seal(seals.secrets, password), accessHashSealed: seal(seals.secrets, accessHash) }
  const id = await tx.catalog.servers.insert({ ...plain, ...sealed, id: prescribed }, tx.at)
  await record(tx, actor, {
    kind: 'server.created',
    subjectId: id,
    description: `Server ${id} added: ${plain.name}`,
    changes: { ...changesBetween({}, plain), ...changedSecrets(NO_SECRETS, sealed) },
  })
  return toServer((await tx.catalog.servers.get(id))!)
}

/** Without a difference nothing is written; a secret that is given counts as one. */
export async function updateServer(
  tx: Tx<CatalogStores>,
  seals: SettingSeals,
  actor: Actor,
  id: number,
  { password, accessHash, namedSettings, ...changes }: ServerChanges,
): Promise<Server> {
  const before = await tx.catalog.servers.lock(id)
  if (!before) throw new NotFound('Server', id)
  const shown = toServer(before)
  const form = withNamed(merge<Plain>(shown, changes), namedSettings)
  const plain = sealSettings(seals, await fillServerForm(tx, form, shown), before.settings)
  const sealed: Partial<ServerSecrets> = {
    ...(password !== undefined && { passwordSealed: seal(seals.secrets, password) }),
    ...(accessHash !== undefined && { accessHashSealed: seal(seals.secrets, accessHash) }),
  }
  const written = changesBetween<object>(before, plain)
  const differences = { ...written, ...changedSecrets(before, sealed) }
  if (Object.keys(differences).length === 0) return shown
  const after = Object.fromEntries(Object.entries(written).map(([field, [, value]]) => [field, value]))
  await tx.catalog.servers.update(id, { ...after, ...sealed }, tx.at)
  await record(tx, actor, {
    kind: 'server.updated',
    subjectId: id,
    description: `Server ${id} updated: ${plain.name} (${Object.keys(differences).join(', ')})`,
    changes: differences,
  })
  return toServer((await tx.catalog.servers.get(id))!)
}

const SERVER: TellsDeletionOf<Omit<Server, 'id'>> = {
  deleted: 'server.deleted',
  title: (id) => `Server ${id}`,
  detail: ({ name }) => `: ${name}`,
}

async function deleteServer(tx: Tx<CatalogStores>, actor: Actor, id: number): Promise<void> {
  const { servers } = tx.catalog
  const before = await servers.lock(id)
  if (!before) throw new NotFound('Server', id)
  refuseHeld('Server', id, await servers.holders(id), 'Take it out of use instead: active false')
  await deleteNoun(tx, actor, SERVER, toServer(before), servers.delete)
}

/** For the module that speaks to the server, and nobody else. */
export async function serverAccess(
  { catalog }: { catalog: CatalogStore },
  secrets: SecretBox,
  id: number,
): Promise<ServerAccess> {
  const server = await catalog.servers.get(id)
  if (!server) throw new NotFound('Server', id)
  const opened = (sealed: string | null) => (sealed === null ? '' : secrets.open(sealed))
  return {
    ...toServer(server),
    settings: mapValues(server.settings, (kept) => openKept(secrets, kept)),
    password: opened(server.passwordSealed),
    accessHash: opened(server.accessHashSealed),
  }
}

async function fillServerForm(tx: CatalogStores, form: Plain, before?: Server): Promise<Plain> {
  const name = nameOf(form.name)
  const holder = (await tx.catalog.servers.reserveNames()).get(name)
  if (holder !== undefined && holder !== before?.id) throw new Invalid('name', 'a name that no server has', name)
  if (moduleName(form.module) === '') throw new Invalid('module', 'the module that speaks to the server')
  if (form.port !== null && !(Number.isInteger(form.port) && form.port >= 1 && form.port <= 65_535))
    throw new Invalid('port', '1 to 65535', form.port)
  wholeNumber('maxAccounts', form.maxAccounts)
  requireHosts(form, before)
  return { ...form, name }
}

/** What stood there before there was a rule goes on standing there. */
function requireHosts({ hostname, ipAddress, nameservers }: Plain, before?: Server): void {
  if (hostname !== before?.hostname) requireHost('hostname', hostname)
  if (ipAddress !== before?.ipAddress) requireIpAddress('ipAddress', ipAddress)
  for (const nameserver of nameservers)
    if (!before?.nameservers.includes(nameserver)) requireHost('nameservers', nameserver)
}

function withNamed(form: Plain, named: Server['settings'] = {}): Plain {
  const settings = Object.entries({ ...form.settings, ...named }).filter(
    ([name, value]) => !(name in named && value === ''),
  )
  return { ...form, settings: Object.fromEntries(settings) }
}

const NO_SECRETS: ServerSecrets = { passwordSealed: null, accessHashSealed: null }

const seal = (secrets: SecretBox, text: string): string | null => (text === '' ? null : secrets.seal(text))

/** The same secret sealed twice looks different, so only what was empty and stays empty is no change. */
function changedSecrets(before: ServerSecrets, after: Patch<ServerSecrets>): Changes {
  const masked = [MASK, MASK] as const
  const changed = (key: keyof ServerSecrets) =>
    after[key] !== undefined && (before[key] !== null || after[key] !== null)
  return {
    ...(changed('passwordSealed') && { password: masked }),
    ...(changed('accessHashSealed') && { accessHash: masked }),
  }
}

function toServer({
  passwordSealed,
  accessHashSealed,
  settings,
  ...server
}: StoredServer & Partial<ServerSecrets>): Server {
  return { ...server, settings: mapValues(settings, maskKept) }
}

/** With the secrets among the settings sealed, as the module names them. */
function sealSettings(
  { secrets, secretSettings }: SettingSeals,
  { settings, ...plain }: Plain,
  before: StoredServer['settings'] = {},
): Omit<Plain, 'settings'> & Pick<StoredServer, 'settings'> {
  const isSecret = secretSettings.ofServer(plain.module)
  const kept = mapValues(settings, (value, name) => {
    if (value === MASK && before[name] !== undefined) return before[name]
    return isSecret(name) ? sealChange(secrets, value, before[name]) : value
  })
  return { ...plain, settings: kept }
}
