import * as z from 'zod'
import { PAY_TYPES } from '../../../../catalog/cycle.ts'
import { AUTO_SETUPS, PRODUCT_TYPES } from '../../../../catalog/products/product.ts'
import { apiOperation } from '../operation.ts'
import { billingCycle } from '../services/sent.ts'
import { done, filterText, id, idPath, idText, instant, oneOf, page, pageQuery, text } from '../values.ts'
import { include, moduleText, prices, sentPrices, sentSettings, settings } from './shapes.ts'

export const payType = oneOf(PAY_TYPES).meta({ id: 'PayType' })
export const autoSetup = oneOf(AUTO_SETUPS).meta({
  id: 'AutoSetup',
  description: 'When it is set up by itself: never, or when its order is accepted, placed or paid',
})

const day = z.int().min(0).max(31)

const options = {
  welcomeEmailId: z.int().min(0).meta({ description: '0 for none' }),
  proRata: z.boolean(),
  proRataDay: day.meta({ description: 'Day of the month on which a period ends; 0 when not set' }),
  proRataNextMonthFrom: day.meta({ description: 'From this day on the next month is charged too; 0 when not set' }),
  freeSubdomain: text(255).meta({ description: 'A domain of ours for names of clients, such as `.example.com`' }),
  recommendations: z.array(z.strictObject({ productId: id, position: z.int().min(0) })).max(1000),
  retryTerminations: z.boolean().meta({ description: 'Whether a termination that failed is tried again by itself' }),
  onDemandRenewals: z
    .strictObject({ enabled: z.boolean(), days: z.partialRecord(billingCycle, z.int().min(0)) })
    .nullable()
    .meta({ description: "How early clients may pay, in days by cycle; null for the server's own rule" }),
}

const details = {
  groupId: id,
  type: oneOf(PRODUCT_TYPES).meta({ id: 'ProductType' }),
  name: text(255),
  slug: text(100).meta({ description: 'What identifies it within its group' }),
  description: text(65_535),
  shortDescription: text(10_000),
  tagline: text(1000),
  colour: text(7).meta({ description: 'Such as `#AABBCC`; empty for none' }),
  module: moduleText,
  serverGroupId: id.nullable(),
  payType,
  autoSetup,
  hidden: z.boolean(),
  showDomainOptions: z.boolean(),
  tax: z.boolean(),
  featured: z.boolean(),
  stockControl: z.boolean().meta({ description: 'Whether the stock limits what can be ordered' }),
  stock: z.int(),
  allowQuantity: z.boolean(),
  position: z.int(),
}

const product = z
  .object({
    id,
    ...details,
    groupName: z.string(),
    groupSlug: z.string(),
    moduleSettings: settings,
    options: z.object(options).meta({ id: 'ProductOptions' }),
    prices,
    configOptionIds: z.array(id).meta({ description: 'What is chosen with it' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Product', description: 'What is sold' })

const form = z
  .strictObject({
    ...details,
    moduleSettings: sentSettings,
    options: z.strictObject(options).partial(),
    prices: sentPrices,
  })
  .partial()

export const products = {
  list: apiOperation({
    id: 'products.list',
    method: 'GET',
    path: '/products',
    summary: 'Products that match all the filters, by the position of their group and their own',
    permission: 'catalog.read',
    query: z.strictObject({ groupId: idText.optional(), module: filterText.optional(), ...pageQuery }),
    response: page(product).meta({ id: 'ProductPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'products.get',
    method: 'GET',
    path: '/products/{id}',
    summary: 'One product',
    permission: 'catalog.read',
    params: idPath,
    query: z.strictObject({ include }),
    response: product,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'products.create',
    method: 'POST',
    path: '/products',
    summary: 'Creates a product; without a slug one is made from the name',
    permission: 'catalog.write',
    body: form.required({ groupId: true, name: true }),
    response: done,
    errors: ['not_found', 'refused'],
  }),
  update: apiOperation({
    id: 'products.update',
    method: 'PATCH',
    path: '/products/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'catalog.write',
    params: idPath,
    body: form,
    response: done,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'products.delete',
    method: 'DELETE',
    path: '/products/{id}',
    summary: 'Deletes a product that nobody has or had, with its prices and custom fields; others are hidden',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use'],
  }),
}
