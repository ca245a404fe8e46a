import type { WhmcsAction } from './action.ts'
import type { Format } from './codec/formats.ts'
import { type FormatName, formatOf } from './codec/formats.ts'
import { FACE_VERSION } from './version.ts'

export const CONTENT_TYPE: Record<FormatName, string> = {
  json: 'application/json; charset=utf-8',
  flat: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  nvp: 'text/plain; charset=utf-8',
}

const LONGEST = 100

/**
 * What to answer in. JSON wherever the action is not known yet or the type asked for is unknown; without a type, what
 * the old clients expect: XML from actions that read, name=value pairs from the others, unless they accept JSON.
 */
export function chooseFormat(
  responsetype: string | undefined,
  accept: string | undefined,
  action: Pick<WhmcsAction, 'reads'> | undefined,
): FormatName {
  // Cut first: it may be as long as a body.
  const asked = responsetype?.slice(0, LONGEST).trim().toLowerCase()
  if (asked === 'json' || asked === 'xml' || asked === 'nvp' || asked === 'flat') return asked
  if (asked || !action || accept?.toLowerCase().includes('application/json')) return 'json'
  return action.reads ? 'xml' : 'nvp'
}

export const openFormat = (name: FormatName, action: string): Format =>
  formatOf(name, { action: action.toLowerCase(), version: FACE_VERSION })
