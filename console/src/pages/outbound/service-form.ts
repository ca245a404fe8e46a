import type { OutboundCallingWindow, OutboundPage, OutboundServicesPutBody } from '@provisor/client'
import type { Service } from './service-query.ts'

export type Kind = Service['kind']
export type Runner = Service['runner']

export const RUNNERS_OF: Record<Kind, readonly Runner[]> = {
  rest: ['http', 'demonstration'],
  uas: ['worker', 'demonstration'],
}

export const PAGES = ['firstPage', 'fallbackPage', 'finalPage'] as const
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const textOf = (form: FormData, field: string): string => String(form.get(field) ?? '').trim()

/** Empty is "no limit". */
function limitOf(form: FormData, field: string): number | null {
  const text = textOf(form, field)
  return text === '' ? null : Number(text)
}

function pageOf(form: FormData, field: string): OutboundPage | null {
  const address = textOf(form, field)
  return address === '' ? null : { address, method: textOf(form, `${field}Method`) === 'GET' ? 'GET' : 'POST' }
}

function windowOf(form: FormData): OutboundCallingWindow | null {
  if (!form.has('hasWindow')) return null
  const days = DAYS.filter((day) => form.getAll('windowDays').includes(day))
  const [from, until, zone] = ['windowFrom', 'windowUntil', 'windowZone'].map((field) => textOf(form, field))
  return { zone: zone!, days, from: from!, until: until! }
}

/** What `ServiceFields` asked for. */
export function settingsOf(form: FormData): OutboundServicesPutBody {
  const expires = limitOf(form, 'expire')
  const password = textOf(form, 'password')
  return {
    applicationName: textOf(form, 'applicationName') || null,
    firstPage: pageOf(form, 'firstPage'),
    fallbackPage: pageOf(form, 'fallbackPage'),
    finalPage: pageOf(form, 'finalPage'),
    startsPerSecond: limitOf(form, 'startsPerSecond'),
    concurrency: limitOf(form, 'concurrency'),
    queueLimit: limitOf(form, 'queueLimit'),
    expireAfterMs: expires === null ? null : expires * 1000,
    runLimitMs: Number(textOf(form, 'runLimit')) * 1000,
    weight: Number(textOf(form, 'weight')),
    onLost: textOf(form, 'onLost') === 'repeat' ? 'repeat' : 'fail',
    callingWindow: windowOf(form),
    enabled: form.has('enabled'),
    ...(password !== '' && { password }),
  }
}
