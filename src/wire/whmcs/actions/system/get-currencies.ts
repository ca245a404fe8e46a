import { action } from '../../action.ts'

/** Part A4 of the reference. */
export const getCurrencies = action({
  name: 'GetCurrencies',
  reads: true,
  permission: 'clients.read',
  about: 'The currencies, by id',
  partial: '`format` and `rate` are those of the default currency for all of them',
  parameters: {},
  async answer({ actor, domain, quoted }) {
    const currencies = await domain.clients.currencies.list(actor)
    return {
      totalresults: currencies.length,
      currencies: {
        currency: currencies.map(({ id, code, prefix, suffix }) => ({
          id: quoted(id),
          code,
          prefix,
          suffix,
          format: quoted(1),
          rate: '1.00000',
        })),
      },
    }
  },
})
