import type { Actor } from '../../access/actor.ts'
import { type Checks, checkedDetails, requireLines, requireOneOf, requireText } from '../../base/checks.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { CYCLE_KEYS } from '../../catalog/cycle.ts'
import { quoteAddon } from '../../catalog/quote.ts'
import { LONGEST_NOTES, LONGEST_TEXT, requireAmount } from '../checks.ts'
import { inStatus, onOwnDay } from '../life.ts'
import type { ServiceTools, ServiceTx } from '../parts.ts'
import { recordChange } from '../record-change.ts'
import { ServiceRefused } from '../refused.ts'
import { SERVICE_STATUSES } from '../status.ts'
import type { NewAddon } from '../store.ts'
import type { Addon } from './addon.ts'
import { addonPrice } from './addon.ts'

/** What a person may write into the record as it stands. */
type Plain = Pick<
  Addon,
  'status' | 'definitionId' | 'name' | 'setup' | 'recurring' | 'billingCycle' | 'nextDueOn' | 'terminatedOn' | 'notes'
>

/** What is left out stays as it is. An empty name is the definition's. */
export type AddonChanges = Patch<Plain> & {
  /** The recurring amount becomes what the catalog says, whatever else is said about it. */
  recalculate?: boolean | undefined
}

/** A person's edit of the record. It contacts nobody, so a status is a correction, not a step. */
export async function updateAddon(
  tx: ServiceTx,
  { wallClock }: Pick<ServiceTools, 'wallClock'>,
  actor: Actor,
  id: number,
  { recalculate = false, ...changes }: AddonChanges,
): Promise<Addon> {
  const before = await tx.addons.lock(id)
  if (!before) throw new NotFound('Addon', id)
  const plain = checkedDetails(CHECKS, changes)
  if (Object.keys(plain).length === 0 && !recalculate)
    throw new ServiceRefused('nothing_to_update', `The update of add-on ${id} names no field`)
  if (plain.definitionId != null && !(await tx.catalog.addons.get(plain.definitionId)))
    throw new Invalid('definitionId', 'the id of an add-on definition', plain.definitionId)

  const corrected = plain.status !== undefined && plain.status !== before.status
  const after: Patch<NewAddon> = {
    ...(corrected && inStatus(before, plain.status!, wallClock.date(tx.at))),
    ...plain,
    ...onOwnDay(before, plain.nextDueOn),
  }
  if (recalculate) after.recurring = await catalogPrice(tx, merge(before, after))
  const kind = corrected ? 'addon.corrected' : 'addon.updated'
  return recordChange(tx, actor, before, after, { kind, store: tx.addons })
}

const asGiven = <T>(value: T) => value

const CHECKS: Checks<Plain> = {
  status: (status) => requireOneOf('status', SERVICE_STATUSES, status),
  definitionId: asGiven,
  name: (text) => requireText('name', text, LONGEST_TEXT, 0),
  setup: (amount) => requireAmount('setup', amount),
  recurring: (amount) => requireAmount('recurring', amount),
  billingCycle: (cycle) => requireOneOf('billingCycle', CYCLE_KEYS, cycle),
  nextDueOn: asGiven,
  terminatedOn: asGiven,
  notes: (text) => requireLines('notes', text, LONGEST_NOTES),
}

async function catalogPrice(tx: ServiceTx, { clientId, definitionId, billingCycle: cycle, quantity }: Addon) {
  if (definitionId === null) throw new Invalid('definitionId', 'a definition to take the price from', null)
  const { currencyId } = (await tx.clients.get(clientId))!
  return addonPrice(await quoteAddon(tx, { addonId: definitionId, currencyId, cycle, quantity }))
}
