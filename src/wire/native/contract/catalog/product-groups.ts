import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, text } from '../values.ts'

const details = {
  name: text(255),
  slug: text(100).meta({
    description: 'What identifies it in addresses: small letters and digits with hyphens between',
  }),
  headline: text(1000),
  hidden: z.boolean(),
  position: z.int().min(0),
}
const group = z
  .object({ id, ...details })
  .meta({ id: 'ProductGroup', description: 'Products that are offered together' })

export const productGroups = {
  list: apiOperation({
    id: 'productGroups.list',
    method: 'GET',
    path: '/product-groups',
    summary: 'The product groups, by position',
    permission: 'catalog.read',
    response: z.object({ items: z.array(group) }).meta({ id: 'ProductGroups' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'productGroups.get',
    method: 'GET',
    path: '/product-groups/{id}',
    summary: 'One product group',
    permission: 'catalog.read',
    params: idPath,
    response: group,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'productGroups.create',
    method: 'POST',
    path: '/product-groups',
    summary: 'Creates a product group; without a slug one is made from the name',
    permission: 'catalog.write',
    body: z.strictObject(details).partial().required({ name: true }),
    response: group,
    errors: [],
  }),
  update: apiOperation({
    id: 'productGroups.update',
    method: 'PATCH',
    path: '/product-groups/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'catalog.write',
    params: idPath,
    body: z.strictObject(details).partial(),
    response: group,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'productGroups.delete',
    method: 'DELETE',
    path: '/product-groups/{id}',
    summary: 'Deletes a product group that has no products',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use'],
  }),
}
