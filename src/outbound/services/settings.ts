import { type Checks, checkedDetails, requireOneOf, requireText } from '../../base/checks.ts'
import type { Patch } from '../../base/merge.ts'
import { Invalid } from '../../base/refusal.ts'
import { requireWindow } from './calling-window.ts'
import {
  RUNNER_NAMES,
  type RunnerName,
  SERVICE_KINDS,
  type ServiceKind,
  type ServiceSettings,
  type WebPage,
} from './service.ts'

const HOUR_MS = 3_600_000
const WEEK_MS = 7 * 24 * HOUR_MS
const LONGEST_ADDRESS = 2000
const LONGEST_PASSWORD = 1000

/** What was given of a service's settings, fit to be stored. */
export const checkedSettings = (given: Patch<ServiceSettings>): Partial<ServiceSettings> =>
  checkedDetails<ServiceSettings>(CHECKS, given)

const CHECKS: Checks<ServiceSettings> = {
  applicationName: (name) => name && requireText('application name', name, 255),
  firstPage: (page) => requirePage('first page', page),
  fallbackPage: (page) => requirePage('fallback page', page),
  finalPage: (page) => requirePage('final page', page),
  startsPerSecond: (rate) => {
    if (rate !== null && !(rate >= 0.001 && rate <= 1_000_000))
      throw new Invalid('starts per second', 'a number from 0.001 to 1000000', rate)
    return rate
  },
  concurrency: (most) => requireWhole('concurrency', most, 1, 1_000_000),
  queueLimit: (most) => requireWhole('queue limit', most, 0, 1_000_000_000),
  expireAfterMs: (ms) => requireWhole('expiry', ms, 1, 10 * 52 * WEEK_MS),
  runLimitMs: (ms) => requireWhole('run limit', ms, 1000, 4 * WEEK_MS)!,
  callingWindow: requireWindow,
  weight: (weight) => requireWhole('weight', weight, 1, 1_000_000)!,
  onLost: (what) => requireOneOf('on lost', ['fail', 'repeat'], what),
  enabled: (on) => on,
  paused: (on) => on,
}

function requirePage(field: string, page: WebPage | null): WebPage | null {
  if (page === null) return null
  const url = URL.parse(page.address)
  if (page.address.length > LONGEST_ADDRESS || !url || !['http:', 'https:'].includes(url.protocol))
    throw new Invalid(`${field} address`, 'an http:// or https:// address', page.address)
  if (url.username !== '' || url.password !== '')
    throw new Invalid(`${field} address`, 'an address without credentials in it')
  return { address: page.address, method: requireOneOf(`${field} method`, ['GET', 'POST'], page.method) }
}

function requireWhole<N extends number | null>(field: string, number: N, least: number, most: number): N {
  if (number !== null && !(Number.isInteger(number) && number >= least && number <= most))
    throw new Invalid(field, `a whole number from ${least} to ${most}`, number)
  return number
}

/** It stands in addresses, and in front of the colon where somebody signs in. */
export function requireServiceName(name: string): string {
  if (name.length === 0 || name.length > 255 || /[/:\p{Cc}]/u.test(name) || name.trim() !== name)
    throw new Invalid('service name', '1 to 255 characters, without / and :, and no blanks around them', name)
  return name
}

/** Whatever people like. The refusal does not repeat it. */
export function requirePassword(password: string): string {
  if (password.length === 0 || password.length > LONGEST_PASSWORD || password.includes('\0'))
    throw new Invalid('service password', `1 to ${LONGEST_PASSWORD} characters`)
  return password
}

const RUNNERS_OF: Record<ServiceKind, readonly RunnerName[]> = {
  rest: ['http', 'demonstration'],
  uas: ['worker', 'demonstration'],
}

/** What runs a new service: pages need somebody to ask for them, programs take their work themselves. */
export function chooseRunner(kind: ServiceKind, runner: RunnerName | undefined): RunnerName {
  requireOneOf('kind', SERVICE_KINDS, kind)
  const chosen = runner ?? RUNNERS_OF[kind][0]!
  requireOneOf('runner', RUNNER_NAMES, chosen)
  if (!RUNNERS_OF[kind].includes(chosen)) throw new Invalid('runner', RUNNERS_OF[kind].join(' or '), chosen)
  return chosen
}

/** What only makes sense together. */
export function requireComplete(settings: ServiceSettings, runner: RunnerName): void {
  if (runner === 'http' && settings.firstPage === null)
    throw new Invalid('first page', 'an address that answers the calls of the service')
}
