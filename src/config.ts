import { resolve } from 'node:path'
import { makeAddressList } from './base/ip-addresses.ts'
import type { LogLevel } from './base/log.ts'
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
  const problems: string[] = []
  const config: Record<string, unknown> = {}
  for (const [name, setting] of Object.entries(SETTINGS) as [SettingName, Setting][]) {
    const text = given[name] ?? env[envName(name)] ?? setting.default
    try {
      config[name] = parseValue(setting, text)
    } catch {
      problems.push(`--${setting.flag}: expected ${expected[setting.kind]}, got ${JSON.stringify(text)}`)
    }
  }
  const parsed = config as Config
  if (problems.length === 0) problems.push(...contradictions(parsed))
  if (problems.length > 0) throw new ConfigProblems(problems)
  return { ...parsed, dataDir: resolve(parsed.dataDir) }
}

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

function contradictions(config: Config): string[] {
  const problems: string[] = []
  if (config.port > 65535) problems.push(`--port: expected 0 to 65535, got ${config.port}`)
  if ((config.tlsCert === '') !== (config.tlsKey === '')) problems.push('--tls-cert and --tls-key go together')
  if (config.databaseUrl !== '' && !/^postgres(ql)?:\/\//.test(config.databaseUrl))
    problems.push('--database-url: expected postgres://…')
  for (const name of ['databasePrepare', 'sandbox', 'tellVersion', 'accessLog'] as const)
    if (!['on', 'off'].includes(config[name])) problems.push(`--${SETTINGS[name].flag}: expected on or off`)
  if (!['trace', 'debug', 'info', 'warn', 'error', 'silent'].includes(config.logLevel))
    problems.push(`--log-level: expected trace, debug, info, warn, error or silent, got ${config.logLevel}`)
  for (const rule of config.retries)
    if (!/^(transient|unknown|conflict|configuration|authentication|permanent)=[1-9]\d{0,3}$/.test(rule))
      problems.push(`--retries: expected a class and a number such as transient=20, got ${rule}`)
  if (config.publicUrl !== '' && !/^https?:$/.test(URL.parse(config.publicUrl)?.protocol ?? ''))
    problems.push(`--public-url: expected https://…, got ${config.publicUrl}`)
  if (config.stopSeconds < 3) problems.push(`--stop-seconds: expected 3 or more, got ${config.stopSeconds}`)
  problems.push(...signOnProblems(config))
  if (config.sessionIdleMinutes === 0) problems.push('--session-idle-minutes: expected 1 or more, got 0')
  if (config.sessionHours === 0) problems.push('--session-hours: expected 1 or more, got 0')
  if (config.keepDeliveriesDays < 4)
    problems.push(`--keep-deliveries-days: expected 4 or more, got ${config.keepDeliveriesDays}`)
  if (config.auditAnchorHours === 0) problems.push('--audit-anchor-hours: expected 1 or more, got 0')
  if (config.serverConcurrency === 0) problems.push('--server-concurrency: expected 1 or more, got 0')
  if (config.outboundConcurrency === 0) problems.push('--outbound-concurrency: expected 1 or more, got 0')
  try {
    new Intl.DateTimeFormat('en', { timeZone: config.timezone })
  } catch {
    problems.push(`--timezone: expected a name such as Europe/Berlin, got ${config.timezone}`)
  }
  for (const name of ['outgoingAllow', 'outboundAllow', 'webhookAllow', 'trustedProxies'] as const)
    try {
      makeAddressList(config[name])
    } catch (cause) {
      problems.push(`--${SETTINGS[name].flag}: ${cause instanceof Error ? cause.message : cause}`)
    }
  return problems
}

function signOnProblems({ signOnIssuer, signOnClientId, signOnRoles }: Config): string[] {
  if (signOnIssuer === '') return []
  const { protocol, hostname } = URL.parse(signOnIssuer) ?? { protocol: '', hostname: '' }
  const isSafe = protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  return [
    ...(isSafe ? [] : [`--sign-on-issuer: expected https://…, got ${signOnIssuer}`]),
    ...(signOnClientId === '' ? ['--sign-on-issuer goes together with --sign-on-client-id'] : []),
    ...(signOnRoles.length === 0 ? ['--sign-on-issuer goes together with --sign-on-roles'] : []),
    ...signOnRoles
      .filter((rule) => !/^[^=]+=[^=]+$/.test(rule))
      .map((rule) => `--sign-on-roles: expected a group and a role such as admins=Full Administrator, got ${rule}`),
  ]
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
