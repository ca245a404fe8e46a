import { Invalid, type Refusal } from '../../base/refusal.ts'
import type { OutboundServiceChanges } from '../../outbound/services/service.ts'
import { type CallingWindow, type OutboundService, WEEKDAYS, type WebPage } from '../../outbound/services/service.ts'
import { CONFIGURATION_SCHEMA } from './configuration-schema.ts'
import { FaceError } from './errors.ts'
import { CONFIGURATION as NAMES } from './guessed.ts'
import { pythonText, validate } from './json-schema.ts'

type Sent = Readonly<Record<string, unknown>>

/** Reads a configuration. Only what was said is in the result; what was not is undefined. */
export function decodeConfiguration(body: unknown, service: string): OutboundServiceChanges {
  const faults = validate(CONFIGURATION_SCHEMA, body)
  if (faults.length > 0) throw invalidConfiguration(faults)
  const sent = body as Sent
  const name = sent.service_name
  if (name !== undefined && name !== service)
    throw invalidConfiguration([`service_name ${pythonText(name)} is not the name in the address.`])
  const rest = (sent.rest ?? {}) as Sent
  const uas = (sent.uas ?? {}) as Sent
  return {
    password: sent.service_password as string | undefined,
    kind: sent[NAMES.type] as OutboundServiceChanges['kind'],
    enabled: sent[NAMES.enabled] as boolean | undefined,
    applicationName: uas.application_name as string | null | undefined,
    firstPage: pageOf(rest.first_page),
    fallbackPage: pageOf(rest[NAMES.errorPage]),
    finalPage: pageOf(rest[NAMES.finalPage]),
    startsPerSecond: sent[NAMES.startsPerSecond] as number | null | undefined,
    concurrency: sent[NAMES.concurrency] as number | null | undefined,
    queueLimit: sent[NAMES.queueLimit] as number | null | undefined,
    expireAfterMs: milliseconds(sent[NAMES.expiry] as number | null | undefined),
    runLimitMs: milliseconds(sent[NAMES.runLimit] as number | undefined) ?? undefined,
    weight: sent[NAMES.weight] as number | undefined,
    onLost: sent[NAMES.onLost] as OutboundServiceChanges['onLost'],
    callingWindow: windowOf(sent[NAMES.window]),
  }
}

const milliseconds = (value: number | null | undefined) => (value == null ? value : Math.round(value * 1000))
const seconds = (value: number | null) => (value === null ? null : value / 1000)

function pageOf(sent: unknown): WebPage | null | undefined {
  if (sent == null) return sent as null | undefined
  const { address, method = 'POST' } = sent as Partial<WebPage>
  return { address: address!, method }
}

function windowOf(sent: unknown): CallingWindow | null | undefined {
  if (sent == null) return sent as null | undefined
  const window = sent as Sent
  return {
    zone: window[NAMES.zone] as string,
    days: (window[NAMES.days] ?? WEEKDAYS) as CallingWindow['days'],
    from: window[NAMES.from] as string,
    until: window[NAMES.until] as string,
  }
}

/** What a configuration reads back as, all but the password; put again it changes nothing. */
export function encodeConfiguration(service: OutboundService) {
  const { callingWindow: window } = service
  return {
    service_name: service.name,
    [NAMES.type]: service.kind,
    [NAMES.enabled]: service.enabled,
    uas: { application_name: service.applicationName },
    rest: {
      first_page: service.firstPage,
      [NAMES.errorPage]: service.fallbackPage,
      [NAMES.finalPage]: service.finalPage,
    },
    [NAMES.startsPerSecond]: service.startsPerSecond,
    [NAMES.concurrency]: service.concurrency,
    [NAMES.queueLimit]: service.queueLimit,
    [NAMES.expiry]: seconds(service.expireAfterMs),
    [NAMES.runLimit]: seconds(service.runLimitMs),
    [NAMES.weight]: service.weight,
    [NAMES.onLost]: service.onLost,
    [NAMES.window]: window && {
      [NAMES.zone]: window.zone,
      [NAMES.days]: window.days,
      [NAMES.from]: window.from,
      [NAMES.until]: window.until,
    },
  }
}

/** The documented text, with a line for each fault. */
const invalidConfiguration = (details: readonly string[]) =>
  new FaceError(400, 'HTTP 400', 'Failed to validate configuration, see details for the specific failures.', {
    details,
  })

/** A rule that no schema can say, told in the same form. Undefined for what is about something else. */
export function refusedConfiguration(refusal: Refusal, sent: OutboundServiceChanges): FaceError | undefined {
  const path = PATHS[String(refusal.facts.field ?? '')]
  if (path === undefined) return undefined
  if (path === 'service_password' && sent.password === undefined)
    return invalidConfiguration(["'service_password' is a required property."])
  if (!(refusal instanceof Invalid)) return invalidConfiguration([`${path} cannot be changed.`])
  const { expected, got } = refusal.facts
  return invalidConfiguration([`${path} ${got === undefined ? '' : `${pythonText(got)} `}is not ${expected}.`])
}

const pagePaths = (field: string, path: string) => [
  [field, path],
  [`${field} address`, `${path}.address`],
  [`${field} method`, `${path}.method`],
]

/** Where the fields that the domain refuses stand in a configuration. */
const PATHS: Readonly<Record<string, string | undefined>> = Object.fromEntries([
  ['service name', 'service_name'],
  ['service password', 'service_password'],
  ['kind', NAMES.type],
  ['application name', 'uas.application_name'],
  ...pagePaths('first page', 'rest.first_page'),
  ...pagePaths('fallback page', `rest.${NAMES.errorPage}`),
  ...pagePaths('final page', `rest.${NAMES.finalPage}`),
  ['starts per second', NAMES.startsPerSecond],
  ['concurrency', NAMES.concurrency],
  ['queue limit', NAMES.queueLimit],
  ['expiry', NAMES.expiry],
  ['run limit', NAMES.runLimit],
  ['weight', NAMES.weight],
  ['on lost', NAMES.onLost],
  ['calling window zone', `${NAMES.window}.${NAMES.zone}`],
  ['calling window days', `${NAMES.window}.${NAMES.days}`],
  ['calling window from', `${NAMES.window}.${NAMES.from}`],
  ['calling window until', `${NAMES.window}.${NAMES.until}`],
])
