import type { Remembered } from '../../support/expected.ts'
import { rawText } from '../harness/case-files.ts'
import type { CallerName, Callers } from './callers.ts'
import type { Step } from './cases.ts'

/** The request of one step, as it goes into the server. */
export function requestOf(step: Step & { as: CallerName }, callers: Callers, remembered: Remembered) {
  const filled = (text: string) =>
    text.replace(/\{\{([a-z0-9-]+)(?:\.([a-z]+))?\}\}/g, (whole, name: string, field?: string) => {
      const value = field ? (callers as Record<string, Record<string, string>>)[name]?.[field] : remembered.get(name)
      if (value === undefined) throw new Error(`Nothing is known as ${whole}`)
      return value
    })
  const form = { ...(step.raw === undefined && callers[step.as]), ...step.form }
  const encoded = Object.entries(form)
    .map(([name, value]) => `${encodeURIComponent(filled(name))}=${encodeURIComponent(filled(String(value)))}`)
    .join('&')
  const method = step.method ?? 'POST'
  const query = [step.query && filled(step.query), method === 'GET' && encoded].filter(Boolean).join('&')
  const headers = {
    ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...step.headers,
  }
  return {
    method,
    url: `${step.path ?? '/includes/api.php'}${query && `?${query}`}`,
    remoteAddress: step.from ?? '127.0.0.1',
    headers: Object.fromEntries(
      Object.entries(headers).flatMap(([name, value]) => (value === '' ? [] : [[name, filled(value)]])),
    ),
    ...(method === 'POST' && {
      payload: step.raw === undefined ? encoded : Buffer.from(filled(rawText(step.raw)), 'latin1'),
    }),
  }
}
