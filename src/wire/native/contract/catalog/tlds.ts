import * as z from 'zod'
import { TLD_LABELS } from '../../../../catalog/tld.ts'
import { apiOperation } from '../operation.ts'
import { amount, done, filterText, id, idPath, instant, oneOf, page, pageQuery, sentAmount, text } from '../values.ts'

const offered = {
  idProtection: z.boolean(),
  dnsManagement: z.boolean(),
  emailForwarding: z.boolean(),
  eppRequired: z.boolean().meta({ description: 'A transfer needs an authorisation code' }),
}
const named = {
  name: text(64).meta({ description: 'Such as `com`' }),
  label: oneOf(TLD_LABELS),
  position: z.int().min(0),
}
const registrar = text(255).meta({ description: 'The module that gets what is ordered; empty for none' })

/** An id of a currency, or years, as the name of a member. */
const number = text(15)

const periodOf = <A extends z.ZodType>(money: A) =>
  z.strictObject({ days: z.int().min(0).max(365).nullable(), fees: z.record(number, money) })
const pricesOf = <A extends z.ZodType>(money: A) => {
  const prices = z.record(number, z.record(number, money))
  return z.strictObject({ register: prices, renew: prices, transfer: prices })
}

const tld = z
  .object({
    id,
    ...named,
    registrar,
    ...offered,
    grace: periodOf(amount),
    redemption: periodOf(amount),
    prices: pricesOf(amount).meta({ description: 'By id of the currency, then by years' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Tld', description: 'What names of a top-level domain cost, and what is offered with them' })

const form = z
  .strictObject({
    ...named,
    registrar,
    ...offered,
    grace: periodOf(sentAmount),
    redemption: periodOf(sentAmount),
    prices: pricesOf(sentAmount).meta({ description: 'By id of the currency, then by years; all that there are' }),
  })
  .partial()

export const tlds = {
  list: apiOperation({
    id: 'tlds.list',
    method: 'GET',
    path: '/tlds',
    summary: 'Top-level domains that are sold, by id',
    permission: 'catalog.read',
    query: z.strictObject({ name: filterText.optional(), ...pageQuery }),
    response: page(tld).meta({ id: 'TldPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'tlds.get',
    method: 'GET',
    path: '/tlds/{id}',
    summary: 'One top-level domain',
    permission: 'catalog.read',
    params: idPath,
    response: tld,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'tlds.create',
    method: 'POST',
    path: '/tlds',
    summary: 'Sells a top-level domain from now on',
    permission: 'catalog.write',
    body: form.required({ name: true }),
    response: tld,
    errors: [],
  }),
  update: apiOperation({
    id: 'tlds.update',
    method: 'PATCH',
    path: '/tlds/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'catalog.write',
    params: idPath,
    body: form,
    response: tld,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'tlds.delete',
    method: 'DELETE',
    path: '/tlds/{id}',
    summary: 'Sells a top-level domain no longer; names that clients hold stay as they are',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
