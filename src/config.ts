import { resolve } from 'node:path'
import { makeAddressList } from './base/ip-addresses.ts'
import type { LogLevel } from './base/log.ts'
import { nearest } from './base/text/nearest.ts'
import { SETTINGS, type Setting, type SettingKind } from './settings.ts'

type Settings = typeof SETTINGS
export type SettingName = keyof Settings
type ValueOf<S extends Setting> = S['kind'] extends 'number'
  ? number
  : S['kind'] extends 'flag'
    ? boolean
    : S['kind'] extends 'list'
      ? string[]
      : string
export type Config = { -readonly [Name in SettingName]: ValueOf<Settings[Name]> } & { logLevel: LogLevel }
export type GivenSettings = Partial<Record<SettingName, string | boolean | undefined>>

export const envName = (name: SettingName): string =>
  `PROVISOR_${SETTINGS[name].flag.replaceAll('-', '_').toUpperCase()}`

/** How a setting can be given, for who has to mend it. */
export const flagAndName = (name: SettingName): string => `--${SETTINGS[name].flag} (${envName(name)})`

/** Names every problem at once, each with the flag that mends it. */
export class ConfigProblems extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigProblems'
    this.problems = problems
  }
}

export function parseConfig(given: GivenSettings, env: NodeJS.ProcessEnv = process.env): Config {
  const { config, problems } = readSettings(given, env)
  if (problems.length > 0) throw new ConfigProblems(problems)
  return { ...config, dataDir: resolve(config.dataDir) }
}

/** What is wrong with settings, each named as it was given: by its flag or its name in the environment. */
export const settingProblems = (given: GivenSettings, env: NodeJS.ProcessEnv = process.env): string[] =>
  readSettings(given, env).problems

/** How the person who mends a setting knows it. */
type Label = (name: SettingName) => string

function readSettings(given: GivenSettings, env: NodeJS.ProcessEnv): { config: Config; problems: string[] } {
  const problems: string[] = []
  const config: Record<string, unknown> = {}
  const label: Label = (name) =>
    given[name] === undefined && env[envName(name)] !== undefined ? envName(name) : `--${SETTINGS[name].flag}`
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const text = given[name] ?? env[envName(name)] ?? setting.default
    try {
      config[name] = parseValue(setting, text)
    } catch {
      const shown = JSON.stringify(text).slice(0, LONGEST_SHOWN)
      problems.push(`${label(name)}: expected ${expected[setting.kind]}, got ${shown}`)
      // So that all the others are still looked at.
      config[name] = parseValue(setting, setting.default)
    }
  }
  problems.push(...contradictions(config as Config, label))
  return { config: config as Config, problems }
}

const LONGEST_SHOWN = 100

const expected: Record<SettingKind, string> = {
  text: 'a text',
  number: 'a whole number, 0 or more',
  flag: 'on or off',
  list: 'a comma list',
}

function parseValue({ kind }: Setting, value: string | number | boolean): unknown {
  const text = String(value).trim()
  if (kind === 'text') return text
  if (kind === 'list')
    return text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean)
  if (kind === 'number') {
    if (!/^\d{1,9}$/.test(text)) throw new Error(text)
    return Number(text)
  }
  if (/^(true|1|on|yes)$/i.test(text)) return true
  if (/^(false|0|off|no|)$/i.test(text)) return false
  throw new Error(text)
}

const ON_OFF = ['databasePrepare', 'sandbox', 'mcp', 'tellVersion', 'accessLog', 'tracing'] as const
const LEAST: readonly [SettingName, number][] = [
  ['stopSeconds', 3],
  ['sessionIdleMinutes', 1],
  ['sessionHours', 1],
  ['keepDeliveriesDays', 4],
  ['auditAnchorHours', 1],
  ['serverConcurrency', 1],
  ['outboundConcurrency', 1],
  ['databasePool', 1],
  ['backupKeepDays', 1],
]
const ADDRESSES = ['outgoingAllow', 'outboundAllow', 'webhookAllow', 'trustedProxies'] as const

function contradictions(config: Config, label: Label): string[] {
  const problems: string[] = []
  const expect = (name: SettingName, isFine: boolean, wanted: string, got: string | number = `${config[name]}`) => {
    if (!isFine) problems.push(`${label(name)}: expected ${wanted}, got ${got}`)
  }
  expect('port', config.port <= 65535, '0 to 65535')
  if ((config.tlsCert === '') !== (config.tlsKey === ''))
    problems.push(`${label('tlsCert')} and ${label('tlsKey')} go together`)
  // It may hold a password.
  if (config.databaseUrl !== '' && !/^postgres(ql)?:\/\//.test(config.databaseUrl))
    problems.push(`${label('databaseUrl')}: expected postgres://\u2026`)
  for (const name of ON_OFF) expect(name, ['on', 'off'].includes(config[name]), 'on or off')
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'silent']
  expect('logLevel', levels.includes(config.logLevel), 'trace, debug, info, warn, error or silent')
  for (const rule of config.retries) {
    const isRule = /^(transient|unknown|conflict|configuration|authentication|permanent)=[1-9]\d{0,3}$/.test(rule)
    expect('retries', isRule, 'a class and a number such as transient=20', rule)
  }
  const isUrl = config.publicUrl === '' || /^https?:$/.test(URL.parse(config.publicUrl)?.protocol ?? '')
  expect('publicUrl', isUrl, 'https://\u2026')
  const isPortal = config.portalUrl === '' || /^https?:$/.test(URL.parse(config.portalUrl)?.protocol ?? '')
  expect('portalUrl', isPortal, 'https://\u2026')
  problems.push(...signOnProblems(config, label), ...backupProblems(config, label))
  for (const [name, least] of LEAST) expect(name, Number(config[name]) >= least, `${least} or more`)
  expect('timezone', isZone(config.timezone), 'a name such as Europe/Berlin')
  for (const name of ADDRESSES)
    try {
      makeAddressList(config[name])
    } catch (cause) {
      problems.push(`${label(name)}: ${cause instanceof Error ? cause.message : cause}`)
    }
  return problems
}

export const isUrl = (text: string): boolean => /^[a-z][a-z0-9+]*:\/\//i.test(text)

function backupProblems({ backupTo, ...config }: Config, label: Label): string[] {
  const problems: string[] = []
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(config.backupAt))
    problems.push(`${label('backupAt')}: expected a time such as 02:30, got ${config.backupAt}`)
  for (const recipient of config.backupRecipients)
    if (!/^age1[0-9a-z]{50,3000}$/.test(recipient))
      problems.push(`${label('backupRecipients')}: expected age1\u2026, got ${recipient.slice(0, LONGEST_SHOWN)}`)
  if (!isUrl(backupTo)) return problems
  const url = URL.parse(backupTo)
  const isStore = url && /^https?:$/.test(url.protocol) && url.pathname.length > 1 && url.username + url.password === ''
  if (!isStore || url.search !== '')
    problems.push(`${label('backupTo')}: expected a folder or https://host/bucket/prefix`)
  for (const name of ['backupAccessKey', 'backupSecretKey'] as const)
    if (config[name] === '') problems.push(`${label('backupTo')}: a store needs ${envName(name)}`)
  return problems
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function signOnProblems({ signOnIssuer, signOnClientId, signOnRoles }: Config, label: Label): string[] {
  if (signOnIssuer === '') return []
  const { protocol, hostname } = URL.parse(signOnIssuer) ?? { protocol: '', hostname: '' }
  const isSafe = protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  const issuer = label('signOnIssuer')
  return [
    ...(isSafe ? [] : [`${issuer}: expected https://\u2026, got ${signOnIssuer}`]),
    ...(signOnClientId === '' ? [`${issuer} goes together with ${label('signOnClientId')}`] : []),
    ...(signOnRoles.length === 0 ? [`${issuer} goes together with ${label('signOnRoles')}`] : []),
    ...signOnRoles
      .filter((rule) => !/^[^=]+=[^=]+$/.test(rule))
      .map(
        (rule) => `${label('signOnRoles')}: expected a group and a role such as admins=Full Administrator, got ${rule}`,
      ),
  ]
}

/** Names in the environment that are ours and no settings: of the launcher, of tests, of clients and of the examples. */
const OTHER_NAMES = ['DEBUG', 'LAUNCHED', 'COMMAND', 'URL', 'TOKEN', 'ACCESS_KEY', 'LONG', 'QUICK']
/** Of tests, and those with which Kubernetes tells of a service that is called provisor. */
const FOREIGN = /^PROVISOR_(TEST_|SERVICE_(HOST|PORT)|PORT_\d)/

/** What is in the environment as if it were a setting, and is none; each with the setting it may be meant as. */
export function unknownSettings(env: NodeJS.ProcessEnv = process.env): { name: string; near: string | undefined }[] {
  const names = (Object.keys(SETTINGS) as SettingName[]).map(envName)
  const known = new Set([...names, ...OTHER_NAMES.map((name) => `PROVISOR_${name}`)])
  return Object.keys(env)
    .filter((name) => name.startsWith('PROVISOR_') && !known.has(name) && !FOREIGN.test(name))
    .map((name) => ({ name, near: nearest(name, names) }))
}

/** Whether a failed command shows its stack. Asked also when the settings themselves are what is wrong. */
export const wantsTraces = (env: NodeJS.ProcessEnv = process.env): boolean =>
  !/^(|0|false|off|no)$/i.test(env.PROVISOR_DEBUG ?? '')

/** Whether a stream is coloured: only a terminal that has colours and where nobody said no; FORCE_COLOR says yes to anything. */
export function hasColours(stream: { isTTY?: boolean }, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.FORCE_COLOR !== undefined) return !/^(0|false)$/.test(env.FORCE_COLOR)
  return stream.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'
}

/** The environment variables with these names, for files that keep their secrets there. */
export function environmentValues(
  names: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])))
}

/** Which server a command asks instead of the data here, and with what; commands of the API alone do that. */
export const remoteServer = (env: NodeJS.ProcessEnv = process.env): { url?: string; token?: string } => ({
  ...(env.PROVISOR_URL && { url: env.PROVISOR_URL }),
  ...(env.PROVISOR_TOKEN && { token: env.PROVISOR_TOKEN }),
})

/** What systemd tells a process that it started: where it listens, and within what time it wants to hear of it. */
export function serviceManager({ NOTIFY_SOCKET = '', WATCHDOG_USEC, WATCHDOG_PID }: NodeJS.ProcessEnv = process.env) {
  // A process that was started by the one that is watched is not.
  const isWatched = WATCHDOG_PID === undefined || Number(WATCHDOG_PID) === process.pid
  return { listens: NOTIFY_SOCKET !== '', withinMs: isWatched ? Number(WATCHDOG_USEC ?? 0) / 1000 : 0 }
}
