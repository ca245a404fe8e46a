import type { Action } from './action.ts'
import { getClientsProducts } from './actions/get-clients-products.ts'

/** Every action of this face. */
export const ACTIONS: readonly Action[] = [getClientsProducts]

const byName = new Map(ACTIONS.map((action) => [action.name.toLowerCase(), action]))

/** Matched without case, as clients write it in several. */
export const findAction = (name: string): Action | undefined => byName.get(name.toLowerCase())
