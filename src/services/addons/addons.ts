import { type Actor, authorize } from '../../access/actor.ts'
import type { KeysetPage, Listed, Page } from '../../base/page.ts'
import { NotFound } from '../../base/refusal.ts'
import type { OnDesiredStateChanged } from '../on-desired-state-changed.ts'
import type { ServiceParts, ServiceStores } from '../parts.ts'
import type { Addon, AddonFilter, AddonListing, AddonOrder } from './addon.ts'
import { type AddonChanges, updateAddon } from './update-addon.ts'

const ALL: Page = { offset: 0, limit: Number.MAX_SAFE_INTEGER }

type Parts<S extends ServiceStores> = Omit<ServiceParts<S>, 'secrets'> & {
  onDesiredStateChanged?: OnDesiredStateChanged<S>
}

export function makeAddons<S extends ServiceStores>({ read, transaction, wallClock, onDesiredStateChanged }: Parts<S>) {
  return {
    /** Everything that matches, unless a page is asked for. */
    async list(
      actor: Actor,
      filter: AddonFilter,
      page: KeysetPage = ALL,
      order?: AddonOrder,
    ): Promise<Listed<AddonListing>> {
      authorize(actor, 'services.read')
      return read.addons.list(filter, page, order)
    },

    /** For answers of any size: batches of one moment. */
    stream(actor: Actor, filter: AddonFilter, page = ALL): AsyncIterable<Listed<AddonListing>> {
      authorize(actor, 'services.read')
      return read.addons.stream(filter, page)
    },

    async get(actor: Actor, id: number): Promise<AddonListing> {
      authorize(actor, 'services.read')
      const addon = await read.addons.get(id)
      if (!addon) throw new NotFound('Addon', id)
      return addon
    },

    /** A person's edit of the record; it contacts nobody. */
    async update(actor: Actor, id: number, changes: AddonChanges): Promise<Addon> {
      authorize(actor, 'services.write')
      return transaction(async (tx) => {
        const addon = await updateAddon(tx, { wallClock }, actor, id, changes)
        if (changes.status !== undefined) await onDesiredStateChanged?.(tx, { type: 'addon', id }, addon.status, actor)
        return addon
      })
    },
  }
}

export type Addons = ReturnType<typeof makeAddons>
