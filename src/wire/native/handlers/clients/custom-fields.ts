import type { CustomField } from '../../../../clients/custom-field.ts'
import { customFields } from '../../contract/clients/custom-fields.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { handle } from '../../handler.ts'

export const customFieldHandlers = [
  handle(customFields.list, async ({ actor, domain }, { query: { owner, ownerId } }) => ({
    items: (await domain.catalog.customFields.list(actor, owner, ownerId)).map(encodeField),
  })),
  handle(customFields.get, async ({ actor, domain }, { params }) =>
    encodeField(await domain.catalog.customFields.get(actor, params.id)),
  ),
  handle(customFields.create, async ({ actor, domain }, { body }) =>
    encodeField(await domain.catalog.customFields.create(actor, body)),
  ),
  handle(customFields.update, async ({ actor, domain }, { params, body }) =>
    encodeField(await domain.catalog.customFields.update(actor, params.id, body)),
  ),
  handle(customFields.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.customFields.delete(actor, params.id)
    return params
  }),
]

const encodeField = (field: CustomField): AnswerOf<typeof customFields.update> => {
  const { id, owner, ownerId, name, description, kind, choices, pattern } = field
  const { required, onOrderForm, staffOnly, position } = field
  return {
    ...{ id, owner, ownerId, name, description, kind, choices: [...choices], pattern },
    ...{ required, onOrderForm, staffOnly, position },
  }
}
