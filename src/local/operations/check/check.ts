import { stat } from 'node:fs/promises'
import * as z from 'zod'
import { SYSTEM } from '../../../access/actor.ts'
import { LISTED_FACES } from '../../../access/faces.ts'
import { secretKeyPath } from '../../../base/secrets/secret-key.ts'
import { VERSION } from '../../../base/version.ts'
import type { SealedCount } from '../../../keys/store.ts'
import type { Opened } from '../../../open.ts'
import { damagesOf } from '../../../storage/engine/files/integrity.ts'
import { isLoopbackHost } from '../../loopback.ts'
import { localOperation } from '../../operation.ts'
import { attention, noNode } from './attention.ts'
import { type CheckFinding, type Look, someOf } from './finding.ts'
import { openModes } from './open-modes.ts'
import { deadServers, missingModules } from './servers.ts'

/** A problem keeps something from working or from being safe; a warning may be just as meant. */
export const check = localOperation(
  z.object({ askServers: z.boolean().default(true), full: z.boolean().default(false) }),
  async (provisor, asked) => {
    const facts = await factsOf(provisor)
    const problems = [noStaff, openSecretKey, lackingKeys, brokenChain, missingModules, wrongTallies, attention]
    problems.push(damages(asked.full))
    if (asked.askServers) problems.push(deadServers)
    const warnings = [
      ...[noNode, noCredential, noAllowedAddress, sparedAddresses, plainHttp, openModes, missingActions, idlePatterns],
      otherKeys(facts.sealed),
    ]
    return { facts, problems: await findings(problems, provisor), warnings: await findings(warnings, provisor) }
  },
)

async function findings(looks: readonly Look[], provisor: Opened): Promise<CheckFinding[]> {
  const found = await Promise.all(looks.map((look) => look(provisor)))
  return found.flat().filter((finding) => finding !== undefined)
}

async function factsOf({ config, database, schema, domain, log }: Opened) {
  const { sealer } = domain.access
  await sealer.settle().catch((err: unknown) => log.warn({ err }, 'events could not be sealed'))
  return {
    version: VERSION,
    database: await database.version(),
    schema,
    dataDir: config.dataDir,
    timezone: config.timezone,
    secretKey: (await domain.keys.get(SYSTEM)).current,
    sealed: await domain.keys.sealed(SYSTEM),
  }
}

/** Pages that cannot be read, or that contradict each other. */
const damages =
  (full: boolean): Look =>
  async ({ database, config: { dataDir } }) =>
    (await damagesOf(database, { dataDir, full })).map((damage) => ({
      message: `The database is broken: ${damage}`,
      hint: 'Copy it as it is, restore a backup (provisor backup restore), and look at the disk',
    }))

const noStaff: Look = async ({ domain }) => {
  const staff = await domain.access.staff.list(SYSTEM)
  if (staff.some(({ active }) => active)) return undefined
  return { message: 'Nobody of the staff can sign in', hint: 'provisor staff create <username>' }
}

const noCredential: Look = async ({ domain, clock }) => {
  const credentials = await domain.access.credentials.list(SYSTEM)
  const usable = credentials.some(
    ({ revokedAt, expiresAt }) => revokedAt === null && (expiresAt === null || expiresAt > clock.now()),
  )
  if (usable) return undefined
  return {
    message: 'No program has an API credential that is in force',
    hint: 'provisor credential create --staff <username> --name <text> --ip <address>',
  }
}

const noAllowedAddress: Look = async ({ domain }) => {
  const allowed = await domain.access.allowedAddresses.list(SYSTEM)
  const open = LISTED_FACES.filter((face) => !allowed.some(({ faces }) => faces.includes(face)))
  if (open.length === 0) return undefined
  return {
    message:
      allowed.length === 0
        ? 'The list of allowed addresses is empty: any address may try to sign in'
        : `No allowed address names ${open.join(', ')}: any address may try to sign in there`,
    hint: 'List them under allowedAddresses in a file for provisor apply',
  }
}

const sparedAddresses: Look = async ({ domain }) => {
  const allowed = await domain.access.allowedAddresses.list(SYSTEM)
  if (allowed.length === 0) return undefined
  return {
    message: `Wrong guesses from allowed addresses ban nobody and only get slower: ${someOf(allowed.map(({ cidr }) => cidr))}`,
    hint: 'Allow only addresses whose users you know',
  }
}

const openSecretKey: Look = async ({ config }) => {
  if (config.secretKey !== '') return undefined
  const path = secretKeyPath(config.dataDir)
  const mode = (await stat(path)).mode & 0o777
  if ((mode & 0o077) === 0) return undefined
  return { message: `Others can read ${path} (mode ${mode.toString(8)})`, hint: `chmod 600 ${path}` }
}

const lackingKeys: Look = async ({ domain: { keys } }) => {
  const { lacking, current, rotation } = await keys.get(SYSTEM)
  if (lacking.length === 0) return undefined
  const needed = rotation && rotation.state !== 'done' ? `${rotation.to} or ${current}` : current
  return {
    message: `Nodes lack the secret key ${needed}: ${someOf(lacking)}`,
    hint: 'Put both keys into secret.key there, one a line, or start them with PROVISOR_SECRET_KEY=<new>,<old>',
  }
}

/** While a rotation is under way it is as it should be; else a key is still needed that nobody may know of. */
const otherKeys =
  (sealed: readonly SealedCount[]): Look =>
  async ({ domain: { keys } }) => {
    const { current, rotation } = await keys.get(SYSTEM)
    if (rotation && rotation.state !== 'done')
      return {
        message: `The secret key is being changed from ${rotation.from} to ${rotation.to}: ${rotation.renewed} values sealed anew`,
        hint: 'provisor key list tells how far it is',
      }
    const others = sealed.filter(({ key }) => key !== current)
    if (others.length === 0) return undefined
    return {
      message: `Not sealed with the secret key ${current}: ${someOf(others.map(({ place, key, values }) => `${values} of ${place} (${key})`))}`,
      hint: 'Enter these secrets again, or add that key to secret.key and call provisor key rotate',
    }
  }

const plainHttp: Look = async ({ config: { host, tlsCert, trustedProxies } }) => {
  if (isLoopbackHost(host) || tlsCert !== '' || trustedProxies.length > 0) return undefined
  return {
    message: `Credentials cross the network in clear: ${host} is served without TLS`,
    hint: 'Give --tls-cert and --tls-key, or name the proxy that does it with --trusted-proxies',
  }
}

const brokenChain: Look = async ({ domain }) => {
  const verdict = await domain.access.sealer.verify()
  if (verdict.intact || verdict.why === 'foreign anchor') return undefined
  return {
    message: `The activity log was tampered with: entry ${verdict.position} is ${verdict.why}`,
    hint: 'Compare it with a backup; entries before it are as they were written',
  }
}

/** Written in one transaction with every entry, they are right unless somebody else wrote into the database. */
const wrongTallies: Look = async ({ read }) => {
  const faults = await read.moduleQueue.tallyFaults()
  if (faults.length === 0) return undefined
  return {
    message: `The module queue is counted wrongly: ${someOf(faults.map(({ tally, counted, entries }) => `${counted} for ${entries} (${tally ?? 'none'})`))}`,
    hint: 'Count it anew: provisor queue recount',
  }
}

const missingActions: Look = async ({ domain }) => {
  const missing = await domain.access.missingActions.list(SYSTEM)
  if (missing.length === 0) return undefined
  const names = missing.map(({ action, calls }) => `${action} (${calls})`)
  return {
    message: `Scripts called actions that Provisor does not have: ${someOf(names)}`,
    hint: 'docs/compatibility.md lists those that it has',
  }
}

const idlePatterns: Look = async ({ domain }) => {
  const fields = await domain.catalog.customFields.listIdlePatterns(SYSTEM)
  if (fields.length === 0) return undefined
  const names = fields.map(({ id, name }) => `${name} (${id})`)
  return {
    message: `Values of custom fields are not compared with patterns that cannot be run safely: ${someOf(names)}`,
    hint: 'Write these patterns without lookaround and backreferences',
  }
}
