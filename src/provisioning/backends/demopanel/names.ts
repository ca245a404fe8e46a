import { addMonths, type CalendarDate } from '../../../base/calendar.ts'
import type { RegisteredName } from '../../panel/account.ts'
import type { DomainState, Registered } from '../../panel/backend.ts'
import { alreadySo, done, failed, type Outcome } from '../../panel/outcome.ts'
import type { DemoBooks, DemoName } from './panel.ts'

/** What the demonstration panel does as a registrar. */

const THEIRS = failed('conflict', 'The name belongs to somebody else')

/** A name that we hold to be registered is registered, though the panel has never heard of it. */
function find({ names }: DemoBooks, domain: RegisteredName): DemoName | undefined {
  const known = names.get(domain.name)
  if (known || domain.status !== 'Active' || domain.expiresOn === null) return known
  const adopted = { marker: domain.marker, name: domain.name, expiresOn: domain.expiresOn }
  names.set(domain.name, adopted)
  return adopted
}

export function register(books: DemoBooks, domain: RegisteredName, now: number): Outcome<Registered> {
  const found = find(books, domain)
  if (found) return found.marker === domain.marker ? alreadySo({ expiresOn: found.expiresOn }) : THEIRS
  const today = new Date(now).toISOString().slice(0, 10) as CalendarDate
  const expiresOn = addMonths(today, 12 * domain.years)
  books.names.set(domain.name, { marker: domain.marker, name: domain.name, expiresOn })
  return done({ expiresOn }, 'Registered')
}

export function renew(books: DemoBooks, domain: RegisteredName, until: CalendarDate | null): Outcome<Registered> {
  const found = find(books, domain)
  if (!found) return failed('permanent', 'The name is not registered', { cause: 'name absent' })
  if (found.marker !== domain.marker) return THEIRS
  const wanted = until ?? addMonths(found.expiresOn, 12 * domain.years)
  if (found.expiresOn >= wanted) return alreadySo({ expiresOn: found.expiresOn })
  found.expiresOn = wanted
  return done({ expiresOn: wanted }, 'Renewed')
}

export function stateOf(books: DemoBooks, domain: RegisteredName): DomainState {
  const found = find(books, domain)
  if (!found) return { state: 'absent', expiresOn: null, differs: [] }
  return { state: 'active', expiresOn: found.expiresOn, differs: found.marker === domain.marker ? [] : ['marker'] }
}
