import { Invalid } from '../../base/refusal.ts'
import type { ServiceKind } from '../services/service.ts'
import type { StartCall } from './start.ts'

const LONGEST = { to: 255, from: 255, token: 5000, parameters: 100_000 } as const

/** What a start of such a service takes along, fit to be stored. */
export function checkedCall(call: StartCall, kind: ServiceKind): StartCall {
  if (kind === 'uas') {
    if (!('parameters' in call)) throw new Invalid('call', 'parameters, because this is a uas service')
    return { parameters: requireParameters(call.parameters) }
  }
  if (!('to' in call)) throw new Invalid('call', 'a destination, because this is a rest service')
  const { to, from, token } = call
  return {
    to: requireShort('to', to, 1),
    ...(from !== undefined && { from: requireShort('from', from, 0) }),
    ...(token !== undefined && { token: requireShort('token', token, 0) }),
  }
}

function requireShort(field: 'to' | 'from' | 'token', text: string, least: number): string {
  const isClean = field === 'token' ? !text.includes('\0') : !/\p{Cc}/u.test(text)
  if (text.length < least || text.length > LONGEST[field] || !isClean)
    throw new Invalid(field, `${least} to ${LONGEST[field]} characters without control characters`, text)
  return text
}

/** The documents allow seven-bit ASCII without caret, vertical bar and control characters. */
function requireParameters(text: string): string {
  if (text.length > LONGEST.parameters || !/^[ -\]_-{}~]*$/.test(text))
    throw new Invalid('parameters', 'printable ASCII without ^ and |', text)
  return text
}
