import { paymentMethods } from '../../contract/catalog/payment-methods.ts'
import { handle } from '../../handler.ts'

export const paymentMethodHandlers = [
  handle(paymentMethods.list, async ({ actor, domain }) => ({
    items: await domain.catalog.paymentMethods.list(actor),
  })),
  handle(paymentMethods.get, ({ actor, domain }, { params }) =>
    domain.catalog.paymentMethods.get(actor, params.module),
  ),
  handle(paymentMethods.create, ({ actor, domain }, { body }) => domain.catalog.paymentMethods.create(actor, body)),
  handle(paymentMethods.update, ({ actor, domain }, { params, body }) =>
    domain.catalog.paymentMethods.update(actor, params.module, body),
  ),
  handle(paymentMethods.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.paymentMethods.delete(actor, params.module)
    return params
  }),
]
