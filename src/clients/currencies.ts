import { type Actor, authorize } from '../access/actor.ts'
import { changesBetween, record } from '../access/event.ts'
import { Invalid } from '../refusal.ts'
import type { Moment, Within } from '../within.ts'
import type { Currency } from './currency.ts'
import type { ClientStores } from './enrol.ts'

export type NewCurrencyInput = {
  id?: number | undefined
  code: string
  prefix?: string | undefined
  suffix?: string | undefined
  /** The first currency is the default whatever this says. */
  isDefault?: boolean | undefined
}

export function makeCurrencies({ read, within }: { read: ClientStores; within: Within<ClientStores> }) {
  return {
    async addCurrency(actor: Actor, input: NewCurrencyInput): Promise<Currency> {
      authorize(actor, 'clients.write')
      return within((s) => introduceCurrency(s, actor, input))
    },

    /** By id. */
    async listCurrencies(actor: Actor): Promise<Currency[]> {
      authorize(actor, 'clients.read')
      return read.clients.currencies.list()
    },
  }
}

/** Step. */
export async function introduceCurrency(
  s: ClientStores & Moment,
  actor: Actor,
  { id: prescribed, code, prefix = '', suffix = '', isDefault = false }: NewCurrencyInput,
): Promise<Currency> {
  if (!/^[A-Z]{3}$/.test(code)) throw new Invalid('currency code', 'three capital letters such as EUR', code)
  const known = await s.clients.currencies.reserve()
  if (known.some((other) => other.code === code)) throw new Invalid('currency code', 'one that is not there yet', code)
  const row = { code, prefix, suffix, isDefault: isDefault || known.length === 0 }
  const id = await s.clients.currencies.insert({ ...row, id: prescribed })
  await record(s, actor, {
    kind: 'currency.added',
    subject: 'currency',
    subjectId: id,
    description: `Currency ${code} added${row.isDefault ? ' as the default' : ''}`,
    changes: changesBetween({}, row),
  })
  return { id, ...row }
}
