import { type Actor, authorize } from '../access/actor.ts'
import { changesBetween, record } from '../access/event.ts'
import { type CustomField, type CustomFieldOwner, checkCustomField } from '../clients/custom-field.ts'
import { NotFound } from '../refusal.ts'
import type { Moment } from '../within.ts'
import { type CatalogParts, type CatalogStores, nameOf, wholeNumber } from './parts.ts'

export type NewCustomFieldInput = Partial<CustomField> & Pick<CustomField, 'owner' | 'name' | 'kind'>

export function makeCustomFields({ read, within }: Pick<CatalogParts, 'read' | 'within'>) {
  return {
    async addCustomField(actor: Actor, input: NewCustomFieldInput): Promise<CustomField> {
      authorize(actor, 'catalog.write')
      return within((s) => askCustomField(s, actor, input))
    },

    /** By position, then id. */
    async listCustomFields(actor: Actor, owner: CustomFieldOwner, ownerId = 0): Promise<CustomField[]> {
      authorize(actor, 'catalog.read')
      return read.clients.customFields.of(owner, [ownerId])
    },
  }
}

/** Step. */
export async function askCustomField(
  s: CatalogStores & Moment,
  actor: Actor,
  input: NewCustomFieldInput,
): Promise<CustomField> {
  const { id: prescribed, ...given } = input
  const field = {
    description: '',
    choices: [],
    pattern: '',
    required: false,
    onOrderForm: false,
    staffOnly: false,
    position: 0,
    ...given,
    ownerId: await ownerOf(s, input.owner, input.ownerId ?? 0),
    name: nameOf(input.name),
  }
  checkCustomField(field)
  wholeNumber('position', field.position)
  const id = await s.clients.customFields.insert({ ...field, id: prescribed })
  await record(s, actor, {
    kind: 'custom-field.added',
    subject: 'custom-field',
    subjectId: id,
    description: `Custom field ${id} added: ${field.name}`,
    changes: changesBetween({}, field),
  })
  return { ...field, id }
}

async function ownerOf({ catalog }: CatalogStores, owner: CustomFieldOwner, id: number): Promise<number> {
  if (owner === 'product' && !(await catalog.products.get(id))) throw new NotFound('Product', id)
  if (owner === 'addon' && !(await catalog.addons.get(id))) throw new NotFound('Add-on definition', id)
  return owner === 'client' ? 0 : id
}
