import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { SYSTEM } from '../access/actor.ts'
import type { BackupHead, BackupManifest } from '../backup/archive/parts.ts'
import { type BackupProgress, type CreatedBackup, createBackup } from '../backup/create.ts'
import { backupName, takenAt } from '../backup/names.ts'
import { outdated } from '../backup/outdated.ts'
import { type RestoredBackup, restoreBackup } from '../backup/restore.ts'
import { type KeyOpening, type KeySealing, openKey, sealKey } from '../backup/sealed-key.ts'
import { folderTarget } from '../backup/target/folder.ts'
import type { BackupTarget, StoredBackup } from '../backup/target/target.ts'
import { makeLog } from '../base/log.ts'
import { Refusal } from '../base/refusal.ts'
import { loadSecretKeys, readSecretKeys, writeSecretKeys } from '../base/secrets/secret-key.ts'
import { fingerprint } from '../base/secrets/secrets.ts'
import { VERSION } from '../base/version.ts'
import { type Config, flagAndName, isUrl, type SettingName } from '../config.ts'
import { folderPlace } from '../files/folder.ts'
import { SETTINGS } from '../settings.ts'
import { openBackupStorage } from '../storage/backup/backup-storage.ts'
import { markRestored } from './mark-restored.ts'

export type { BackupProgress, KeyOpening, KeySealing, StoredBackup }

type Progress = ((progress: BackupProgress) => void) | undefined

/** Makes one where the settings say, and answers it. */
export async function createBackupOf(
  config: Config,
  sealing?: KeySealing,
  onProgress?: Progress,
): Promise<StoredBackup & CreatedBackup> {
  const target = await targetOf(config)
  const now = new Date()
  const name = backupName(now)
  const sealedKey = sealing && (await sealKey(await keyTextOf(config), sealing))
  let bytes = 0
  const stream = new Transform({
    transform(piece: Buffer, _, done) {
      bytes += piece.length
      done(null, piece)
    },
  })
  const written = target.write(name, stream)
  written.catch((failure) => stream.destroy(failure))
  const source = {
    storage: storageOf(config),
    folder: folderPlace(filesOf(config)),
    facts: { version: VERSION, timezone: config.timezone, settings: toldSettings(config) },
    ...{ sealedKey, now, onProgress },
  }
  const [made] = await Promise.all([createBackup(source, stream), written])
  return { name, takenAt: now, bytes, ...made }
}

export const listBackups = async (config: Config): Promise<StoredBackup[]> => (await targetOf(config)).list()

/** Takes away what is older than retention says, and answers it; with `dryRun` it only answers it. */
export async function pruneBackups(config: Config, dryRun = false): Promise<StoredBackup[]> {
  const target = await targetOf(config)
  const old = outdated(await target.list(), config.backupKeepDays, new Date())
  if (!dryRun) for (const { name } of old) await target.delete(name)
  return old
}

export type RestoredTo = Omit<RestoredBackup, 'sealedKey'> & {
  /** Whether the secret key that it needs is where it was restored to. */
  key: 'there' | 'restored' | 'missing'
}

/** Into the empty place that the settings name. `which` is a file, or a name among the backups that are kept. */
export async function restoreBackupTo(
  config: Config,
  which: string,
  opening?: KeyOpening,
  onProgress?: Progress,
): Promise<RestoredTo> {
  const sharesFiles = config.filesDir !== ''
  const folder = config.databaseUrl === '' || sharesFiles ? folderPlace(filesOf(config)) : undefined
  const target = { storage: storageOf(config), folder, onProgress }
  const { sealedKey, ...restored } = await restoreBackup(target, await readBackup(config, which))
  await markRestored(config, restored.head.takenAt)
  const needed = restored.head.secretKey
  if (needed === null || (await holdsKey(config, needed))) return { ...restored, key: 'there' }
  if (!sealedKey || !opening || config.secretKey !== '') return { ...restored, key: 'missing' }
  await writeSecretKeys(config.dataDir, keysOfText(await openKey(sealedKey, opening)))
  return { ...restored, key: 'restored' }
}

export type VerifiedBackup = {
  head: BackupHead
  manifest: BackupManifest
  /** Whether its secrets and its activity log were looked at too, for which the secret key is needed. */
  withKey: boolean
  problems: string[]
}

/** Restores it into a temporary folder and looks at what stands there; the folder is gone afterwards. */
export async function verifyBackup(
  config: Config,
  which: string,
  opening?: KeyOpening,
  onProgress?: Progress,
): Promise<VerifiedBackup> {
  const dataDir = await mkdtemp(join(tmpdir(), 'provisor-verify-'))
  try {
    const there = { ...config, dataDir, databaseUrl: '', filesDir: '' }
    const source = await readBackup(config, which)
    const target = { storage: storageOf(there), folder: folderPlace(filesOf(there)), onProgress }
    const { head, manifest, sealedKey } = await restoreBackup(target, source)
    const lost = manifest.lost.map((key) => `The bytes of the file ${key} were gone when it was made`)
    const keys = sealedKey && opening ? keysOfText(await openKey(sealedKey, opening)) : await keysOf(config)
    if (head.secretKey === null || !keys.some((key) => fingerprint(key) === head.secretKey))
      return { head, manifest, withKey: false, problems: lost }
    onProgress?.({ step: 'the activity log', share: 1 })
    const secretKey = keys.map((key) => key.toString('hex')).join(',')
    return { head, manifest, withKey: true, problems: [...lost, ...(await lookInto({ ...there, secretKey }))] }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function lookInto(config: Config): Promise<string[]> {
  const { openProvisor } = await import('../open.ts')
  const provisor = await openProvisor(config, makeLog({ level: 'silent' }))
  try {
    const { sealer } = provisor.domain.access
    await sealer.settle()
    const verdict = await sealer.verify()
    const { current } = await provisor.domain.keys.get(SYSTEM)
    const others = (await provisor.domain.keys.sealed(SYSTEM)).filter(({ key }) => key !== current)
    return [
      ...(verdict.intact || verdict.why === 'foreign anchor'
        ? []
        : [`The activity log was tampered with: entry ${verdict.position} is ${verdict.why}`]),
      ...others.map(({ place, key, values }) => `${values} of ${place} are sealed with the key ${key}`),
    ]
  } finally {
    await provisor.close()
  }
}

const filesOf = ({ dataDir, filesDir }: Config): string => (filesDir === '' ? join(dataDir, 'files') : filesDir)

const storageOf = ({ dataDir, databaseUrl, databasePrepare, filesDir }: Config) =>
  openBackupStorage({ dataDir, databaseUrl, prepare: databasePrepare === 'on', sharesFiles: filesDir !== '' })

/** A file where there is one of this name, else one of the backups that are kept. */
async function readBackup(config: Config, which: string): Promise<Readable> {
  const isFile = await stat(which).then(
    (found) => found.isFile(),
    () => false,
  )
  if (isFile) return createReadStream(which)
  if (config.backupTo === '' || takenAt(which) === undefined)
    throw new Refusal(
      'not_found',
      `There is no file ${which}`,
      {},
      { hint: 'Name a file, or a backup and --backup-to' },
    )
  return (await targetOf(config)).read(which)
}

async function targetOf({ backupTo, ...config }: Config): Promise<BackupTarget> {
  if (backupTo === '')
    throw new Refusal(
      'no_backup_place',
      'Nobody said where backups are kept',
      {},
      { hint: `Name it in ${flagAndName('backupTo')}` },
    )
  if (!isUrl(backupTo)) return folderTarget(resolve(backupTo))
  const [{ s3Target }, { makeGuardedHttp }] = await Promise.all([
    import('../backup/target/s3.ts'),
    import('../guarded-http/guarded-http.ts'),
  ])
  const { backupAccessKey: accessKeyId, backupSecretKey: secretAccessKey, backupRegion: region } = config
  // The operator chose it, and may keep backups in the own network.
  const http = makeGuardedHttp({ allow: ['0.0.0.0/0', '::/0'] })
  return s3Target({ url: backupTo, account: { accessKeyId, secretAccessKey, region }, http })
}

/** What was set otherwise than by default, and is neither secret nor an address with a password in it. */
function toldSettings(config: Config): Record<string, unknown> {
  const told = (Object.keys(SETTINGS) as SettingName[]).filter(
    (name) => !('hidden' in SETTINGS[name]) && name !== 'databaseUrl' && !isDefault(config, name),
  )
  return Object.fromEntries(told.map((name) => [SETTINGS[name].flag, config[name]]))
}

function isDefault(config: Config, name: SettingName): boolean {
  const meant = SETTINGS[name].default
  const is = config[name] as unknown
  return Array.isArray(is) ? is.join(',') === meant : String(is) === String(meant)
}

/** Those that this place has; none where there are none. */
const keysOf = async ({ dataDir, secretKey }: Config): Promise<Buffer[]> =>
  secretKey !== '' ? loadSecretKeys(dataDir, secretKey) : ((await readSecretKeys(dataDir)) ?? [])

const holdsKey = async (config: Config, needed: string): Promise<boolean> =>
  (await keysOf(config)).some((key) => fingerprint(key) === needed)

async function keyTextOf(config: Config): Promise<string> {
  const keys = await keysOf(config)
  if (keys.length === 0)
    throw new Refusal(
      'no_secret_key',
      'There is no secret key here to put into the backup',
      {},
      { hint: 'Make it without' },
    )
  return keys.map((key) => `${key.toString('hex')}\n`).join('')
}

const keysOfText = (text: string): Buffer[] =>
  text
    .trim()
    .split('\n')
    .map((line) => Buffer.from(line, 'hex'))
