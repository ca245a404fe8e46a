import { Invalid } from '../../base/refusal.ts'
import { parseSearchQuery } from '../../base/text/search-query.ts'
import { SERVICE_TYPES } from '../../services/service-type.ts'
import { FAILURE_CLASSES } from '../panel/outcome.ts'
import type { Exclusions } from './queue-entry.ts'

/** More would make every entry be compared with a list of lists. */
const MOST = 20

type Read = (value: string) => string | number

const READS: Readonly<Record<keyof Exclusions, Read>> = {
  serviceType: oneOf(SERVICE_TYPES),
  module: asItIs,
  action: asItIs,
  serverId: number,
  failureClass: oneOf(FAILURE_CLASSES),
  cause: asItIs,
  clientId: number,
  search: asItIs,
}

/** `failureClass:transient serverId:3`: what none of the entries may have. Several of one field are all left out. */
export function exclusionsOf(text: string): Exclusions {
  const { filters, text: words } = parseSearchQuery(text)
  if (words !== '') throw new Invalid('not', 'filters by their names', words)
  if (filters.length > MOST) throw new Invalid('not', `at most ${MOST} filters`)
  const not: Record<string, (string | number)[]> = {}
  for (const { name, value, isExcluded } of filters) {
    const read = Object.hasOwn(READS, name) && !isExcluded ? READS[name as keyof Exclusions] : undefined
    if (!read) throw new Invalid('not', `filters of ${Object.keys(READS).join(', ')}`, name)
    not[name] = [...(not[name] ?? []), read(value)]
  }
  return not as Exclusions
}

function asItIs(value: string): string {
  if (value.includes('\0')) throw new Invalid('not', 'a text without NUL')
  return value
}

function number(value: string): number {
  if (!/^\d{1,15}$/.test(value)) throw new Invalid('not', 'the number of one', value)
  return Number(value)
}

function oneOf(words: readonly string[]): Read {
  return (value) => {
    if (!words.includes(value)) throw new Invalid('not', `one of ${words.join(', ')}`, value)
    return value
  }
}
