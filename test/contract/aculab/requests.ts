import type { Remembered } from '../../support/expected.ts'
import { rawText } from '../harness/case-files.ts'
import type { CallerName, Callers } from './callers.ts'
import type { Step } from './cases.ts'

const BOUNDARY = '----contract'

/** The request of one step, as it goes into the server. */
export function requestOf(step: Step & { as: CallerName }, callers: Callers, remembered: Remembered) {
  const fill = (text: string) => filled(text, remembered)
  const { type, payload } = bodyOf(step, fill)
  const shown = callers[step.as]
  const headers = {
    ...(shown && { authorization: `Basic ${Buffer.from(shown.join(':')).toString('base64')}` }),
    ...(type && { 'content-type': type }),
    ...step.headers,
  }
  return {
    method: (step.method ?? (payload === undefined ? 'GET' : 'POST')) as 'GET',
    url: fill(step.path) + (step.query ? `?${fill(step.query)}` : ''),
    remoteAddress: step.from ?? '127.0.0.1',
    headers,
    ...(payload !== undefined && { payload }),
  }
}

function bodyOf(step: Step, fill: (text: string) => string): { type?: string; payload?: string | Buffer } {
  const { form, multipart, json, raw } = step
  if (form) {
    const pairs = Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((one): [string, string] => [name, fill(one)]),
    )
    return { type: 'application/x-www-form-urlencoded', payload: new URLSearchParams(pairs).toString() }
  }
  if (multipart) {
    const parts = Object.entries(multipart).map(
      ([name, value]) => `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${fill(value)}\r\n`,
    )
    return { type: `multipart/form-data; boundary=${BOUNDARY}`, payload: `${parts.join('')}--${BOUNDARY}--\r\n` }
  }
  if (json !== undefined) return { type: 'application/json', payload: JSON.stringify(json) }
  return raw === undefined ? {} : { payload: Buffer.from(fill(rawText(raw)), 'latin1') }
}

/** A text with what placeholders of earlier answers stood for. */
export const filled = (text: string, remembered: Remembered): string =>
  text.replace(/\{\{([a-z0-9-]+)\}\}/g, (whole, name: string) => {
    const value = remembered.get(name)
    if (value === undefined) throw new Error(`Nothing is known as ${whole}`)
    return value
  })
