import { rateText } from '../../../../clients/currency.ts'
import { action } from '../../action.ts'

/** Part A4 of the reference. */
export const getCurrencies = action({
  name: 'GetCurrencies',
  reads: true,
  permission: 'clients.read',
  about: 'The currencies, by id',
  parameters: {},
  async answer({ actor, domain, quoted }) {
    const currencies = await domain.clients.currencies.list(actor)
    return {
      totalresults: currencies.length,
      currencies: {
        currency: currencies.map(({ id, code, prefix, suffix, format, rate }) => ({
          id: quoted(id),
          code,
          prefix,
          suffix,
          format: quoted(format),
          rate: rateText(rate),
        })),
      },
    }
  },
})
