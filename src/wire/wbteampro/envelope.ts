import type { Fields } from '../codec/tree.ts'
import type { RemoteFormat } from './chain.ts'
import { renderXml } from './xml.ts'

/** What an answer says of the request it answers. */
export type RequestEcho = { readonly action: string; readonly method: string; readonly format: RemoteFormat }
export type RemoteOutcome = { readonly code: number; readonly message: string; readonly response: Fields }

export const CONTENT_TYPE: Readonly<Record<RemoteFormat, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
}

export const success = (response: Fields): RemoteOutcome => ({ code: 200, message: 'Success', response })

/** The whole answer, as the document prints it. */
export function render({ action, method, format }: RequestEcho, { code, message, response }: RemoteOutcome): string {
  const whole: Fields = { request: { action, method, format, code, message }, response }
  return format === 'xml' ? renderXml(whole) : JSON.stringify(whole)
}
