import type { Fields } from '../codec/tree.ts'
import type { FormatName } from './chain.ts'
import { renderXml } from './xml.ts'

/** What an answer says of the request it answers. */
export type Asked = { readonly action: string; readonly method: string; readonly format: FormatName }
export type Outcome = { readonly code: number; readonly message: string; readonly response: Fields }

export const CONTENT_TYPE: Readonly<Record<FormatName, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
}

export const success = (response: Fields): Outcome => ({ code: 200, message: 'Success', response })

/** The whole answer, as the document prints it. */
export function render({ action, method, format }: Asked, { code, message, response }: Outcome): string {
  const whole: Fields = { request: { action, method, format, code, message }, response }
  return format === 'xml' ? renderXml(whole) : JSON.stringify(whole)
}
