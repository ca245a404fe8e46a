import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { Refusal } from './base/refusal.ts'
import { type Config, flagAndName, type SettingName } from './config.ts'

/**
 * What a setting names and cannot be used: its code is stable, and the message says which setting it was and why. The one
 * place where the words of the system become ours.
 */
type Code = 'folder_unusable' | 'certificate_unusable' | 'cannot_listen' | 'database_unusable'

const refusal = (code: Code, message: string, hint: string, cause?: unknown): Refusal =>
  new Refusal(code, message, {}, { hint, cause })

/** Why a file or folder could not be read or written. */
function reasonOf(cause: unknown): string {
  switch (codeOf(cause)) {
    case 'EACCES':
    case 'EPERM':
    case 'SQLITE_READONLY':
      return 'this user may not'
    case 'ENOENT':
      return 'it does not exist'
    case 'EEXIST':
    case 'ENOTDIR':
      return 'there is a file where a folder is needed'
    case 'EISDIR':
      return 'it is a folder'
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
      return 'the disk is full'
    case 'EROFS':
      return 'the disk is read-only'
    case 'ENAMETOOLONG':
      return 'the name is too long'
    default:
      return cause instanceof Error ? cause.message : String(cause)
  }
}

/** The error of the system may be the cause of one of ours. */
function codeOf(cause: unknown): string | undefined {
  for (let each = cause, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++)
    if ('code' in each && typeof each.code === 'string' && /^[A-Z0-9_]+$/.test(each.code)) return each.code
  return undefined
}

/** Makes the data folder where it is not there, and refuses one that cannot be written. */
export function claimDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw folderRefusal(folder, cause)
  }
}

const folderRefusal = (folder: string, cause: unknown): Refusal =>
  refusal(
    'folder_unusable',
    `The data folder ${folder} cannot be written: ${reasonOf(cause)}`,
    `Name one that the user of the server may write in ${flagAndName('dataDir')}`,
    cause,
  )

/** The failure of opening the data in the words of what was wrong; any other one as it is. */
export function openRefusal(failure: unknown, { dataDir, databaseUrl }: Config): unknown {
  const code = codeOf(failure)
  if (databaseUrl === '') return FOLDER_CODES.test(code ?? '') ? folderRefusal(dataDir, failure) : failure
  const reason = databaseReason(code, failure)
  return reason === undefined ? failure : databaseRefusal(databaseUrl, reason, failure)
}

const FOLDER_CODES = /^(EACCES|EPERM|ENOSPC|EDQUOT|EROFS|SQLITE_(FULL|READONLY|CANTOPEN)(_\w+)?)$/

function databaseReason(code: string | undefined, failure: unknown): string | undefined {
  switch (code) {
    case 'ECONNREFUSED':
      return 'nobody listens there'
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'there is no such host'
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'the host does not answer'
    case 'ECONNRESET':
      return 'it ended the connection: is it a PostgreSQL server?'
    case '28P01':
    case '28000':
      return 'the user or the password is wrong'
    case '3D000':
      return 'there is no such database'
    case '53300':
      return 'it has no connection left'
    case '42501':
      return 'the user may not do that there'
    case 'ERR_INVALID_URL':
      return 'it is no URL'
    default:
      return /terminated unexpectedly|timeout|received invalid response/i.test(messagesOf(failure))
        ? 'what answers there is no PostgreSQL server'
        : undefined
  }
}

const messagesOf = (failure: unknown): string =>
  failure instanceof Error ? `${failure.message} ${messagesOf(failure.cause)}` : ''

/** Never the password. */
function databaseRefusal(databaseUrl: string, reason: string, cause?: unknown): Refusal {
  const { host, pathname } = URL.parse(databaseUrl) ?? { host: '', pathname: '' }
  const where = host === '' ? '' : ` ${host}${pathname}`
  const hint = `Look at ${flagAndName('databaseUrl')}, and whether the server runs`
  return refusal('database_unusable', `The database${where} cannot be used: ${reason}`, hint, cause)
}

const OLDEST_POSTGRES = 15

/** The words of `Database.version`. */
export function refuseOldDatabase(version: string, { databaseUrl }: Config): void {
  const [, number] = /^PostgreSQL (\d+)/.exec(version) ?? []
  if (number !== undefined && Number(number) < OLDEST_POSTGRES)
    throw databaseRefusal(databaseUrl, `it is ${version}, and ${OLDEST_POSTGRES} is the oldest that does`)
}

/** Both files are looked at before anything is opened. */
export function refuseWrongCertificate({ tlsCert, tlsKey }: Config): void {
  if (tlsCert === '') return
  const problems: string[] = []
  const take = (name: SettingName, path: string, what: string, option: 'cert' | 'key'): Buffer | undefined => {
    let text: Buffer
    try {
      text = readFileSync(path)
    } catch (cause) {
      problems.push(`${flagAndName(name)}: ${path} cannot be read: ${reasonOf(cause)}`)
      return undefined
    }
    if (serves({ [option]: text })) return text
    problems.push(`${flagAndName(name)}: ${path} is no ${what} (PEM)`)
    return undefined
  }
  const cert = take('tlsCert', tlsCert, 'certificate', 'cert')
  const key = take('tlsKey', tlsKey, 'private key without a password', 'key')
  if (cert && key && !serves({ cert, key }))
    problems.push(`${flagAndName('tlsKey')}: ${tlsKey} is not the key of ${tlsCert}`)
  if (problems.length > 0)
    throw new Refusal(
      'certificate_unusable',
      'HTTPS cannot be served',
      { problems },
      { hint: 'Mend the files, or leave both flags out' },
    )
}

function serves(options: SecureContextOptions): boolean {
  try {
    createSecureContext(options)
    return true
  } catch {
    return false
  }
}

/** The failure of listening, and of nothing else: a folder has the same codes. */
export function listenRefusal(cause: unknown, { host, port }: Config): unknown {
  const say = (message: string, name: SettingName, hint: string) =>
    refusal('cannot_listen', message, hint.replace('%', flagAndName(name)), cause)
  switch (codeOf(cause)) {
    case 'EADDRINUSE':
      return say(`Port ${port} of ${host} is taken`, 'port', 'Choose another with %; --port 0 picks a free one')
    case 'EACCES':
    case 'EPERM':
      return say(`This user may not listen on port ${port}`, 'port', 'Choose one from 1024 on with %')
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
    case 'EAFNOSUPPORT':
      return say(`${host} is no address of this machine`, 'host', 'Choose one with %; 0.0.0.0 is all of them')
    default:
      return cause
  }
}
