import { addMonths, type CalendarDate } from '../../../base/calendar.ts'
import type { RegisteredName } from '../../panel/account.ts'
import type { DomainState, Registered } from '../../panel/backend.ts'
import { alreadySo, done, failed, type Outcome } from '../../panel/outcome.ts'
import type { RegistrarAnswer, RegistrarAsk } from '../../panel/registrar-ask.ts'
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

export function answer(books: DemoBooks, domain: RegisteredName, ask: RegistrarAsk): Outcome<RegistrarAnswer> {
  const found = find(books, domain)
  if (!found) return failed('permanent', 'The name is not registered', { cause: 'name absent' })
  if (found.marker !== domain.marker) return THEIRS
  switch (ask.what) {
    case 'nameservers':
      return done({ nameservers: found.nameservers ?? domain.nameservers })
    case 'set_nameservers':
      found.nameservers = ask.nameservers
      return done({})
    case 'lock':
      return done({ locked: found.locked ?? true })
    case 'set_lock':
      found.locked = ask.locked
      return done({})
    case 'contacts':
      return done({ contacts: found.contacts ?? { registrant: contactOf(domain) } })
    case 'set_contacts':
      found.contacts = { ...found.contacts, ...ask.contacts }
      return done({})
    case 'epp_code':
      return done({ eppCode: `demo-${found.marker}` })
    case 'set_id_protection':
    case 'release':
      return done({})
  }
}

const contactOf = ({ client }: RegisteredName) => ({
  First_Name: client.firstName,
  Last_Name: client.lastName,
  Organisation_Name: client.companyName || null,
  Job_Title: null,
  Email: client.email,
  Address_1: client.address1,
  Address_2: client.address2,
  City: client.city,
  State: client.state,
  Postcode: client.postcode,
  Country: client.country,
  Phone: client.phoneNumber,
})
