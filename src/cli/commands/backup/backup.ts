import type { Command, OptionValues } from 'commander'
import type { BackupProgress, StoredBackup } from '../../../local/backups.ts'
import { FAILED } from '../../failure.ts'
import { FORMATS, NO_TABLE, show, table, when, withOutput } from '../../output.ts'
import { makeProgress } from '../../progress.ts'
import { addSettings, configOf, WHERE } from '../../settings.ts'
import { IDENTITY, openingOf, PASSPHRASE, sealingOf } from './key-options.ts'

const PLACE = ['backupTo', 'backupRegion'] as const

/**
 * Backups are made and read in this process, beside a server that runs: packing would keep its one thread from answering.
 */
export function addBackup(program: Command): void {
  const backup = program.command('backup').description('The whole installation as one file, made while it runs')

  asBackup(backup.command('create').description('Make a backup now, where --backup-to says'), [
    ...PLACE,
    'backupRecipients',
    'filesDir',
    'timezone',
  ])
    .option('--passphrase-file <path>', 'Put the secret key in, for whoever knows the passphrase in this file')
    .action(async (options) => {
      const { createBackupOf } = await verbs()
      const sealing = await sealingOf(options)
      const made = await withProgress(options, 'Backing up', (told) => createBackupOf(configOf(options), sealing, told))
      const { name, bytes, manifest, head } = made
      const key = sealing ? 'sealed in it' : head.secretKey === null ? null : 'not in it'
      const shown = { name, bytes, takenAt: head.takenAt, schema: head.schema.name, secretKey: key, ...sizes(manifest) }
      show(options, shown, () =>
        [
          `${name}: ${size(bytes)}, ${shown.rows} rows of ${shown.tables} tables, ${shown.files} files`,
          ...lostLines(manifest.lost),
          ...(key === 'not in it' ? [`Without the secret key ${head.secretKey}: keep secret.key too, elsewhere`] : []),
        ].join('\n'),
      )
      if (manifest.lost.length > 0) process.exitCode = FAILED
    })

  asBackup(backup.command('list').description('List the backups that are kept'), PLACE, FORMATS).action(
    async (options) => {
      const { listBackups } = await verbs()
      const kept = (await listBackups(configOf(options))).map(shownBackup)
      show(options, kept, () => listed(kept, 'There are no backups yet'))
    },
  )

  asBackup(
    backup
      .command('verify <backup>')
      .description('Restore a backup (a file, or one that is kept) into a temporary folder, and look at what is there'),
    PLACE,
  )
    .option(...PASSPHRASE)
    .option(...IDENTITY)
    .action(async (which: string, options) => {
      const { verifyBackup } = await verbs()
      const opening = await openingOf(options)
      const found = await withProgress(options, 'Verifying', (told) =>
        verifyBackup(configOf(options), which, opening, told),
      )
      const { head, manifest, problems, withKey } = found
      const shown = { takenAt: head.takenAt, version: head.version, database: head.database, withKey, problems }
      show(options, { ...shown, schema: head.schema.name, ...sizes(manifest) }, () =>
        [
          `Of ${when(head.takenAt)}, made by Provisor ${head.version} from ${head.database}, schema ${head.schema.name}`,
          ...problems.map((problem) => `problem: ${problem}`),
          ...(problems.length === 0 ? ['Every row and file of it stood in a restored database as it was'] : []),
          withKey
            ? 'Its secrets open, and its activity log is as it was written'
            : `Secrets and activity log were not looked at: that needs the secret key ${head.secretKey}`,
        ].join('\n'),
      )
      if (problems.length > 0) process.exitCode = FAILED
    })

  asBackup(
    backup
      .command('restore <backup>')
      .description('Bring a backup into the empty place that --data-dir or --database-url names, of either kind'),
    [...PLACE, 'filesDir'],
  )
    .option(...PASSPHRASE)
    .option(...IDENTITY)
    .action(async (which: string, options) => {
      const { restoreBackupTo } = await verbs()
      const config = configOf(options)
      const opening = await openingOf(options)
      const { head, manifest, key } = await withProgress(options, 'Restoring', (told) =>
        restoreBackupTo(config, which, opening, told),
      )
      const shown = { takenAt: head.takenAt, schema: head.schema.name, secretKey: key, ...sizes(manifest) }
      show(options, shown, () =>
        [
          `Restored as of ${when(head.takenAt)}: ${shown.rows} rows of ${shown.tables} tables, ${shown.files} files, each as it was`,
          ...lostLines(manifest.lost),
          {
            there: 'The secret key is there',
            restored: `The secret key was put into ${config.dataDir}/secret.key`,
            missing: `It needs the secret key ${head.secretKey}: put it into ${config.dataDir}/secret.key or PROVISOR_SECRET_KEY`,
          }[key],
          'See to it that the installation it was made of does not run on: both would carry out the same work',
        ].join('\n'),
      )
    })

  asBackup(
    backup.command('prune').description('Remove backups older than --backup-keep-days; the newest three stay'),
    [...PLACE, 'backupKeepDays'],
    FORMATS,
  )
    .option('--dry-run', 'Only say which')
    .action(async ({ dryRun, ...options }) => {
      const { pruneBackups } = await verbs()
      const gone = (await pruneBackups(configOf(options), dryRun === true)).map(shownBackup)
      show(options, gone, () => listed(gone, 'None is that old'))
    })
}

/** What packs and reads is loaded by the commands that do. */
const verbs = () => import('../../../local/backups.ts')

const asBackup = (
  command: Command,
  settings: Parameters<typeof addSettings>[1],
  formats: Parameters<typeof withOutput>[1] = NO_TABLE,
): Command => withOutput(addSettings(command, [...WHERE, ...settings]), formats)

async function withProgress<T>(
  options: OptionValues,
  doing: string,
  work: (told: (progress: BackupProgress) => void) => Promise<T>,
): Promise<T> {
  const progress = makeProgress(options)
  let last = 0
  try {
    return await work(({ step, share }) => {
      // Lines of a log, when nobody watches: a table each is too much.
      if (!process.stderr.isTTY && Math.floor(share * 4) === last) return
      last = Math.floor(share * 4)
      progress.at(process.stderr.isTTY ? `${doing} ${step}` : `${doing}, ${last * 25} %`, share)
    })
  } finally {
    progress.end()
  }
}

type Manifest = { tables: Record<string, { rows: number }>; files: { count: number }; lost: string[] }

const sizes = ({ tables, files, lost }: Manifest) => ({
  tables: Object.keys(tables).length,
  rows: Object.values(tables).reduce((sum, { rows }) => sum + rows, 0),
  files: files.count,
  lost: lost.length,
})

const lostLines = (lost: readonly string[]): string[] =>
  lost.length === 0
    ? []
    : [`problem: the bytes of ${lost.length} files are gone or changed: ${lost.slice(0, 5).join(', ')}`]

const shownBackup = ({ name, takenAt, bytes }: StoredBackup) => ({ name, takenAt: takenAt.toISOString(), bytes })

const listed = (backups: readonly ReturnType<typeof shownBackup>[], none: string): string =>
  backups.length === 0
    ? none
    : table(
        ['BACKUP', 'TAKEN', 'SIZE'],
        backups.map(({ name, takenAt, bytes }) => [name, when(takenAt), size(bytes)]),
      )

const size = (bytes: number): string =>
  bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`
