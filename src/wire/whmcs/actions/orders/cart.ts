import { Invalid, Refusal } from '../../../../base/refusal.ts'
import { DOMAIN_KINDS } from '../../../../services/domains/domain.ts'
import type { Cart, CartAddon, CartDomain, CartProduct } from '../../../../services/orders/cart.ts'
import type { Renewals } from '../../../../services/orders/order.ts'
import type { Options } from '../../../codec/parameter.ts'
import type { Param, ParamMap } from '../../../codec/php-value.ts'
import { cycleParameter } from '../../enumerations.ts'
import { flag, integer, map, money, type Parameter, raw, text, type Values } from '../../parameters.ts'
import { textMap } from '../client/client-parameters.ts'
import { selectionsOf } from '../service/update-client-product.ts'

const list = (about: string, options?: Options) => raw('array', about, options)

/** What AddOrder takes in parallel lists: `pid[0]`, `domain[0]`, `billingcycle[0]` … describe one item. */
const listParameters = {
  pid: list('Product ids'),
  qty: list('Quantities'),
  domain: list('Domains'),
  billingcycle: list('Billing cycles'),
  domaintype: list('register or transfer, for each domain'),
  regperiod: list('Years, for each domain'),
  idnlanguage: list('Accepted; names are taken as they are', { unused: true }),
  eppcode: list('Transfer codes, for each domain'),
  customfields: list('Custom fields, a serialised map for each product'),
  configoptions: list('Configurable options, a serialised map for each product'),
  priceoverride: list('Prices instead of the catalog’s'),
  addons: list('Comma lists of predefined add-on ids, for each product'),
  addonsqty: list('Comma lists of their quantities'),
  hostname: list('Host names of servers'),
  ns1prefix: list('First name server prefixes of servers'),
  ns2prefix: list('Second name server prefixes of servers'),
  rootpw: list('Root passwords of servers'),
  dnsmanagement: list('DNS management, for each domain'),
  emailforwarding: list('E-mail forwarding, for each domain'),
  idprotection: list('ID protection, for each domain'),
  domainfields: list('Accepted; registrars get no additional fields yet', { unused: true }),
  domainpriceoverride: list('First payments, for each domain'),
  domainrenewoverride: list('Renewal prices, for each domain'),
  addonids: list('Predefined add-ons for existing services'),
  addonidsqty: list('Their quantities'),
  serviceids: list('The services they are for'),
  servicerenewals: list('Services to renew'),
  addonrenewals: list('Add-ons to renew'),
}

export const cartParameters = {
  ...listParameters,
  nameserver1: text('First name server of the domains'),
  nameserver2: text('Second name server'),
  nameserver3: text('Third name server'),
  nameserver4: text('Fourth name server'),
  nameserver5: text('Fifth name server'),
  domainrenewals: raw('array', 'Domain name to years, for domains to renew'),
  addonid: integer('A predefined add-on for an existing service'),
  addonidqty: integer('Its quantity'),
  serviceid: integer('The service it is for'),
}

type Sent = Values<typeof cartParameters>
type Lists = Record<keyof typeof listParameters, ParamMap>

const LISTS = Object.keys(listParameters) as (keyof Lists)[]

/** The items of the cart; renewals of domains are found by name. */
export async function cartItems(
  sent: Sent,
  domainIdOf: (name: string) => Promise<number>,
): Promise<Pick<Cart, 'products' | 'addons' | 'domains' | 'renewals' | 'nameservers'>> {
  const lists = listsOf(sent)
  const nameservers = [sent.nameserver1, sent.nameserver2, sent.nameserver3, sent.nameserver4, sent.nameserver5]
  return {
    products: [...lists.pid.keys()].flatMap((index) => productOf(lists, index)),
    domains: [...lists.domaintype.keys()].flatMap((index) => domainOf(lists, index)),
    addons: addonsOf(sent, lists),
    renewals: await renewalsOf(sent, lists, domainIdOf),
    nameservers: nameservers.filter((name): name is string => !!name?.trim()),
  }
}

function listsOf(sent: Sent): Lists {
  const lists = LISTS.map((name) => [name, listOf(sent[name], name)] as const)
  return Object.fromEntries(lists) as Lists
}

/** Scalars where lists belong have been an error since 8.6. */
function listOf(param: Param | undefined, name: string): ParamMap {
  if (param === undefined || param === '') return new Map()
  if (typeof param === 'string')
    throw new Refusal('array_expected', `Expecting parameter '${name}' to be an array`, { name })
  return param
}

function productOf(lists: Lists, index: string): CartProduct[] {
  const productId = at(lists, 'pid', index, integer)
  if (productId === undefined) return []
  const options = at(lists, 'configoptions', index, map)
  const fields = at(lists, 'customfields', index, map)
  return [
    {
      productId,
      cycle: at(lists, 'billingcycle', index, cycleParameter),
      quantity: at(lists, 'qty', index, integer),
      domain: at(lists, 'domain', index, text),
      hostname: at(lists, 'hostname', index, text),
      ns1: at(lists, 'ns1prefix', index, text),
      ns2: at(lists, 'ns2prefix', index, text),
      rootPassword: at(lists, 'rootpw', index, text),
      addons: addonsOfProduct(lists, index),
      configOptions: options && selectionsOf(options),
      customFields: fields && textMap(fields),
      price: at(lists, 'priceoverride', index, money),
    },
  ]
}

function addonsOfProduct(lists: Lists, index: string): NonNullable<CartProduct['addons']> {
  const ids = commaList(at(lists, 'addons', index, text))
  const quantities = commaList(at(lists, 'addonsqty', index, text))
  return ids.map((id, position) => ({
    definitionId: integer('').decode(id, `addons[${index}]`) ?? 0,
    quantity: integer('').decode(quantities[position], `addonsqty[${index}]`),
  }))
}

const commaList = (sent: string | undefined): string[] => (sent?.trim() ? sent.split(',') : [])

function domainOf(lists: Lists, index: string): CartDomain[] {
  const type = at(lists, 'domaintype', index, text)?.trim().toLowerCase()
  if (!type) return []
  const kind = DOMAIN_KINDS.find((known) => known.toLowerCase() === type)
  if (!kind) throw new Invalid(`domaintype[${index}]`, 'register or transfer', type)
  return [
    {
      kind,
      name: at(lists, 'domain', index, text) ?? '',
      years: at(lists, 'regperiod', index, integer),
      eppCode: at(lists, 'eppcode', index, text),
      dnsManagement: at(lists, 'dnsmanagement', index, flag),
      emailForwarding: at(lists, 'emailforwarding', index, flag),
      idProtection: at(lists, 'idprotection', index, flag),
      price: at(lists, 'domainpriceoverride', index, money),
      renewalPrice: at(lists, 'domainrenewoverride', index, money),
    },
  ]
}

function addonsOf(sent: Sent, lists: Lists): CartAddon[] {
  const single =
    sent.addonid === undefined
      ? []
      : [{ definitionId: sent.addonid, serviceId: sent.serviceid ?? 0, quantity: sent.addonidqty }]
  const several = [...lists.addonids.keys()].map((index) => ({
    definitionId: at(lists, 'addonids', index, integer) ?? 0,
    serviceId: at(lists, 'serviceids', index, integer) ?? 0,
    quantity: at(lists, 'addonidsqty', index, integer),
  }))
  return [...single, ...several]
}

async function renewalsOf(
  sent: Sent,
  lists: Lists,
  domainIdOf: (name: string) => Promise<number>,
): Promise<Partial<Renewals>> {
  const domains: { id: number; years: number }[] = []
  for (const [name, years] of listOf(sent.domainrenewals, 'domainrenewals'))
    domains.push({
      id: await domainIdOf(name),
      years: integer('').decode(years, `domainrenewals[${name}]`) ?? 1,
    })
  return { services: idsOf(lists, 'servicerenewals'), addons: idsOf(lists, 'addonrenewals'), domains }
}

const idsOf = (lists: Lists, name: keyof Lists): number[] =>
  [...lists[name].keys()].map((index) => at(lists, name, index, integer) ?? 0)

/** One item of a list, decoded as a parameter of this kind. */
function at<T>(lists: Lists, name: keyof Lists, index: string, kind: (about: string) => Parameter<T>): T {
  return kind('').decode(lists[name].get(index), `${name}[${index}]`)
}
