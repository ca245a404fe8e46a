import { normalForm } from '../base/text/normal-form.ts'
import type { Random } from './random.ts'

const FIRST =
  `Amara Björn Chiara Dmitri Esther Farid Greta Hana Ivo Jana Kofi Lena Mateo Nadia Owen Priya Quentin Rosa Sofia
Tomasz Uma Viktor Wanda Ximena Yusuf Zoë`.split(/\s+/)
const LAST =
  `Adeyemi Bianchi Castillo Dubois Eriksen Fischer García Hoang Ivanova Jensen Kowalski Lindqvist Moreau Novák
Okafor Petrov Quinn Rossi Schäfer Tanaka Ueda Varga Weiss Xu Yilmaz Zieliński`.split(/\s+/)
const TRADES = [
  'Bakery',
  'Books',
  'Clinic',
  'Design',
  'Farm',
  'Freight',
  'Garage',
  'Guesthouse',
  'Legal',
  'Print',
  'Studio',
]
const PLACES = [
  { city: 'Austin', state: 'Texas', postcode: '78701', country: 'US', phone: '512 555 01' },
  { city: 'Leeds', state: 'West Yorkshire', postcode: 'LS1 4AP', country: 'GB', phone: '0113 496 00' },
  { city: 'Lyon', state: 'Rhône', postcode: '69001', country: 'FR', phone: '04 72 00 00 ' },
  { city: 'Hamburg', state: 'Hamburg', postcode: '20095', country: 'DE', phone: '040 555 01' },
  { city: 'Kraków', state: 'Małopolskie', postcode: '31-042', country: 'PL', phone: '12 555 01 ' },
  { city: 'Porto', state: 'Porto', postcode: '4000-322', country: 'PT', phone: '22 555 01 ' },
]

export type Person = ReturnType<typeof inventPerson>

/** Somebody who does not exist, at an address of example.com. */
export function inventPerson(random: Random, number: number) {
  const firstName = random.pick(FIRST)
  const lastName = random.pick(LAST)
  const place = random.pick(PLACES)
  const slug = plain(`${firstName}.${lastName}`)
  const companyName = random.chance(0.6) ? `${lastName} ${random.pick(TRADES)}` : ''
  return {
    firstName,
    lastName,
    companyName,
    email: `${slug}.${number}@example.com`,
    address1: `${1 + random.below(200)} Market Street`,
    address2: '',
    city: place.city,
    state: place.state,
    postcode: place.postcode,
    country: place.country,
    phoneNumber: `${place.phone}${10 + random.below(90)}`,
    taxId: '',
    site: plain(companyName.replaceAll(' ', '-') || `${firstName}-${lastName}`),
  }
}

const plain = (text: string): string =>
  normalForm(text.toLowerCase().replaceAll('ł', 'l'), 'NFD').replace(/[^a-z0-9.-]/g, '')
