import { isIP } from 'node:net'
import { Invalid } from '../../base/refusal.ts'

/** Letters of any script: a name is sent to the resolver as it stands in the panel's papers. */
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?$/u

const isName = (text: string): boolean =>
  text.length <= 253 &&
  text
    .replace(/\.$/, '')
    .split('.')
    .every((label) => LABEL.test(label)) &&
  !/^[\d.]+$/.test(text)

/** The name or the address of a machine, without scheme, port and path; empty where none is said. */
export function requireHost(field: string, text: string): void {
  if (text !== '' && isIP(text) === 0 && !isName(text))
    throw new Invalid(field, 'the name or the address of a machine alone, such as web1.example.com', text)
}

export function requireIpAddress(field: string, text: string): void {
  if (text !== '' && isIP(text) === 0) throw new Invalid(field, 'an IP address', text)
}
