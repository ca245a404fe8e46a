import { type Actor, authorize } from '../access/actor.ts'
import { merge, type Patch } from '../base/merge.ts'
import { NotFound } from '../base/refusal.ts'
import { sealText } from '../base/secrets/sealed.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import type { Tx } from '../base/transaction.ts'
import {
  CUSTOM_FIELD_OWNERS,
  type CustomField,
  type CustomFieldOwner,
  checkCustomField,
  checkPattern,
  isRunnable,
} from '../clients/custom-field.ts'
import { createNoun, deleteNoun, type TellsDeletionOf, type TellsOf, updateNoun } from '../events/record-noun.ts'
import { nameOf, wholeNumber } from './checks.ts'
import type { CatalogParts, CatalogStores } from './parts.ts'

export type NewCustomFieldInput = Patch<CustomField> & Pick<CustomField, 'owner' | 'name' | 'kind'>

/** Before anything is said about it. */
export const CUSTOM_FIELD_DEFAULTS = {
  description: '',
  choices: [],
  pattern: '',
  required: false,
  onOrderForm: false,
  staffOnly: false,
  position: 0,
} satisfies Partial<CustomField>

/** What is left out stays as it is. The owner stays. */
export type CustomFieldChanges = Patch<Omit<CustomField, 'id' | 'owner' | 'ownerId'>>

export function makeCustomFields({ read, transaction, secrets }: Omit<CatalogParts, 'secretSettings'>) {
  return {
    async create(actor: Actor, input: NewCustomFieldInput): Promise<CustomField> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createCustomField(tx, actor, input))
    },

    /** Values that were filled in before are not looked at again, but sealed when it becomes a password. */
    async update(actor: Actor, id: number, changes: CustomFieldChanges): Promise<CustomField> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateCustomField(tx, secrets, actor, id, changes))
    },

    /** With all that was filled in. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => deleteCustomField(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<CustomField> {
      authorize(actor, 'catalog.read')
      return existing(await read.clients.customFields.get(id), id)
    },

    /** By position, then id. */
    async list(actor: Actor, owner: CustomFieldOwner, ownerId = 0): Promise<CustomField[]> {
      authorize(actor, 'catalog.read')
      return read.clients.customFields.of(owner, [ownerId])
    },

    /** Fields from before the rules for patterns whose patterns cannot be run: they take every value. */
    async listIdlePatterns(actor: Actor): Promise<CustomField[]> {
      authorize(actor, 'catalog.read')
      const fields = await Promise.all(CUSTOM_FIELD_OWNERS.map((owner) => read.clients.customFields.of(owner)))
      const idle = await Promise.all(
        fields.flat().map(async (field) => ((await isRunnable(field.pattern)) ? [] : [field])),
      )
      return idle.flat()
    },
  }
}

const CUSTOM_FIELD: TellsOf<Omit<CustomField, 'id'>> & TellsDeletionOf<Omit<CustomField, 'id'>> = {
  created: 'custom_field.created',
  updated: 'custom_field.updated',
  deleted: 'custom_field.deleted',
  title: (id) => `Custom field ${id}`,
  detail: ({ name }) => `: ${name}`,
}

async function createCustomField(
  tx: Tx<CatalogStores>,
  actor: Actor,
  input: NewCustomFieldInput,
): Promise<CustomField> {
  const { id: prescribed, owner, ownerId = 0, name, kind, ...given } = input
  const field = {
    ...merge<Omit<CustomField, 'id' | 'owner' | 'ownerId' | 'name' | 'kind'>>(CUSTOM_FIELD_DEFAULTS, given),
    owner,
    ownerId: await ownerOf(tx, owner, ownerId),
    name: nameOf(name),
    kind,
  }
  checkCustomField(field)
  await checkPattern(field.pattern)
  wholeNumber('position', field.position)
  return createNoun(tx, actor, CUSTOM_FIELD, field, (it) => tx.clients.customFields.insert({ ...it, id: prescribed }))
}

async function updateCustomField(
  tx: Tx<CatalogStores>,
  secrets: SecretBox,
  actor: Actor,
  id: number,
  changes: CustomFieldChanges,
): Promise<CustomField> {
  const before = existing(await tx.clients.customFields.lock(id), id)
  const after = merge(before, changes)
  after.name = nameOf(after.name)
  checkCustomField(after)
  if (after.pattern !== before.pattern) await checkPattern(after.pattern)
  wholeNumber('position', after.position)
  if (after.kind === 'password' && before.kind !== 'password')
    await tx.clients.customFields.sealValues(before, (plain) => sealText(secrets, plain))
  return updateNoun(tx, actor, CUSTOM_FIELD, before, after, (it) => tx.clients.customFields.update(id, it))
}

async function deleteCustomField(tx: Tx<CatalogStores>, actor: Actor, id: number): Promise<void> {
  const before = existing(await tx.clients.customFields.lock(id), id)
  await deleteNoun(tx, actor, CUSTOM_FIELD, before, () => tx.clients.customFields.delete(before))
}

function existing(field: CustomField | undefined, id: number): CustomField {
  if (!field) throw new NotFound('Custom field', id)
  return field
}

async function ownerOf({ catalog }: CatalogStores, owner: CustomFieldOwner, id: number): Promise<number> {
  if (owner === 'product' && !(await catalog.products.get(id))) throw new NotFound('Product', id)
  if (owner === 'addon' && !(await catalog.addons.get(id))) throw new NotFound('Add-on definition', id)
  return owner === 'client' ? 0 : id
}
