import { MODULE_SETTING_COUNT } from '../../../../catalog/products/module-settings.ts'
import type { AutoSetup, ProductOptions } from '../../../../catalog/products/product.ts'
import type { ParamMap } from '../../../codec/php-value.ts'
import { textAt, valuesOf } from '../../../codec/php-value.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { brackets, flag, id, idFilter, integer, type Parameter, required, text, type Values } from '../../parameters.ts'
import { decodePrices } from './price-map.ts'

const AUTO_SETUP: Readonly<Record<string, AutoSetup>> = {
  '': 'never',
  on: 'accepted',
  order: 'ordered',
  payment: 'paid',
}

const POSITIONS = Array.from({ length: MODULE_SETTING_COUNT }, (_, index) => index + 1)

/** In the tables; read through the call, since they differ in nothing but their number. */
const moduleSettings: object = Object.fromEntries(
  POSITIONS.map((position) => [`configoption${position}`, text(`Setting ${position} of the module`)]),
)

const RENEWAL_CYCLES = ['monthly', 'quarterly', 'semiannually', 'annually', 'biennially', 'triennially'] as const
type RenewalPeriod = `ondemandrenewalperiod${(typeof RENEWAL_CYCLES)[number]}`

const parameters = {
  name: required(text('Name')),
  gid: required(id('Product group id')),
  slug: text('Address part; made from the name when not given'),
  type: text('hostingaccount, reselleraccount, server or other (default: hostingaccount)'),
  stockcontrol: flag('The stock limits what can be ordered'),
  qty: integer('How many are in stock'),
  paytype: text('free, onetime or recurring (default: recurring with prices, free without)'),
  hidden: flag('Not shown to clients'),
  showdomainoptions: flag('Asks for a domain when ordered'),
  tax: flag('Taxed'),
  isFeatured: flag('Shown first'),
  proratabilling: flag('Pro rata billing'),
  description: text('Description'),
  shortdescription: text('Short description'),
  tagline: text('Line below the name'),
  color: text('Colour, hexadecimal'),
  welcomeemail: integer('Welcome e-mail id'),
  proratadate: integer('Day of the month on which a pro rata period ends'),
  proratachargenextmonth: integer('Day from which the next month is charged too'),
  subdomain: text('Domain of ours for free subdomains'),
  autosetup: text('"" never, on when accepted, order when ordered, payment when paid'),
  module: text('System name of the provisioning module'),
  servergroupid: idFilter('Server group id'),
  order: integer('Position in the group'),
  pricing: brackets('pricing[currency id][cycle], with set-up fees such as msetupfee'),
  recommendations: brackets('recommendations[n][id], recommendations[n][order]'),
  retryterminations: flag('A termination that failed is tried again by itself (extension)'),
  ondemandrenewalconfigurationoverride: flag('Has early renewal rules of its own'),
  ondemandrenewalsenabled: flag('May be renewed early'),
  ...(Object.fromEntries(
    RENEWAL_CYCLES.map((cycle) => [`ondemandrenewalperiod${cycle}`, integer(`Days early, ${cycle}`)]),
  ) as Record<RenewalPeriod, Parameter<number | undefined>>),
}

/** Section 6.2 of the reference. Settings beyond the documented six are accepted, up to the 24 a module may have. */
export const addProduct = action({
  name: 'AddProduct',
  reads: false,
  permission: 'catalog.write',
  about: 'Adds a product to a group',
  parameters: { ...parameters, ...moduleSettings },
  refusals: {
    product_name_required: 'You must supply a name for the product',
    product_group_unknown: 'You must supply a valid Product Group ID',
    welcome_email_unknown: 'You must supply a valid welcome email ID',
    product_type_invalid:
      'Invalid product type. Must be one of "hostingaccount", "reselleraccount", "server" or "other"',
    pay_type_invalid: 'Invalid pay type. Must be one of "free", "onetime" or "recurring"',
    auto_setup_invalid: 'Invalid autosetup value. Must be one of "", "on", "order" or "payment"',
    colour_invalid: 'The color must be a valid hexadecimal value.',
    recommendation_unknown: 'The recommendation product ID is invalid. This must be an existing product ID.',
  },
  fields: { stock: 'qty', position: 'order', colour: 'color' },
  async answer(call, sent) {
    const { actor, domain } = call
    // Whoever names prices and no pay type means to be paid.
    const payType = sent.paytype || (sent.pricing ? 'recurring' : 'free')
    const product = await domain.catalog.products.create(actor, {
      name: sent.name ?? '',
      groupId: sent.gid,
      slug: sent.slug || undefined,
      // What the documents' words do not cover is left to the verb, which refuses it by name.
      type: (sent.type || undefined) as 'other' | undefined,
      payType: payType as 'free',
      autoSetup: AUTO_SETUP[sent.autosetup ?? ''] ?? (sent.autosetup as AutoSetup),
      stockControl: sent.stockcontrol,
      stock: sent.qty,
      hidden: sent.hidden,
      showDomainOptions: sent.showdomainoptions,
      tax: sent.tax,
      featured: sent.isFeatured,
      description: sent.description,
      shortDescription: sent.shortdescription,
      tagline: sent.tagline,
      colour: sent.color,
      module: sent.module,
      moduleSettings: settingsOf(call),
      serverGroupId: sent.servergroupid || undefined,
      position: sent.order,
      prices: decodePrices(sent.pricing, payType),
      options: optionsOf(sent),
    })
    return { pid: product.id }
  },
})

function settingsOf({ echo }: WhmcsCall): Record<number, string | undefined> {
  return Object.fromEntries(POSITIONS.map((position) => [position, echo(`configoption${position}`)]))
}

function optionsOf(sent: Values<typeof parameters>): Partial<ProductOptions> {
  return {
    ...(sent.welcomeemail !== undefined && { welcomeEmailId: sent.welcomeemail }),
    ...(sent.proratabilling !== undefined && { proRata: sent.proratabilling }),
    ...(sent.proratadate !== undefined && { proRataDay: sent.proratadate }),
    ...(sent.proratachargenextmonth !== undefined && { proRataNextMonthFrom: sent.proratachargenextmonth }),
    ...(sent.subdomain !== undefined && { freeSubdomain: sent.subdomain }),
    ...(sent.retryterminations !== undefined && { retryTerminations: sent.retryterminations }),
    ...(sent.recommendations && { recommendations: recommendationsOf(sent.recommendations) }),
    ...(sent.ondemandrenewalconfigurationoverride && {
      onDemandRenewals: {
        enabled: sent.ondemandrenewalsenabled ?? false,
        days: Object.fromEntries(
          RENEWAL_CYCLES.flatMap((cycle) => {
            const days = sent[`ondemandrenewalperiod${cycle}`]
            return days === undefined ? [] : [[cycle, days] as const]
          }),
        ),
      },
    }),
  }
}

function recommendationsOf(list: ParamMap): ProductOptions['recommendations'] {
  return valuesOf(list).map((item, index) => {
    const [productId, position] =
      typeof item === 'string' ? [item, undefined] : [textAt(item, 'id'), textAt(item, 'order')]
    return { productId: wholeOr(productId, 0), position: wholeOr(position, index) }
  })
}

const wholeOr = (digits: string | undefined, otherwise: number): number =>
  digits !== undefined && /^\d{1,9}$/.test(digits) ? Number(digits) : otherwise
