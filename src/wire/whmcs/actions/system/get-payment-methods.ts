import { action } from '../../action.ts'

/** Section 6.5 of the reference. */
export const getPaymentMethods = action({
  name: 'GetPaymentMethods',
  reads: true,
  permission: 'catalog.read',
  about: 'The payment methods in use',
  parameters: {},
  async answer({ actor, domain }) {
    const methods = await domain.catalog.paymentMethods.list(actor, { activeOnly: true })
    return {
      totalresults: methods.length,
      paymentmethods: {
        paymentmethod: methods.map(({ module, displayName }) => ({ module, displayname: displayName })),
      },
    }
  },
})
