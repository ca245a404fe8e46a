import type { Actor } from '../access/actor.ts'
import type { Permission } from '../access/permissions.ts'
import type { ProvisioningTools } from '../provisioning/parts.ts'
import type { BulkAction, BulkItem } from './bulk-action.ts'
import type { BulkTx } from './parts.ts'

/**
 * What became of one item. One that is `braked` waits, and all that is behind it: the action stands still until there is
 * room, or a person approves.
 */
export type Done =
  | { readonly is: 'succeeded'; readonly effectId: number | null }
  | { readonly is: 'skipped'; readonly code: string; readonly words: string }
  | { readonly is: 'braked'; readonly words: string }

export const succeeded = (effectId: number | null): Done => ({ is: 'succeeded', effectId })
export const skipped = (code: string, words: string): Done => ({ is: 'skipped', code, words })

/** One kind of bulk action: what it asks for, and what it does to one item, in the transaction that writes down that it did. */
export type Work = {
  readonly needs: readonly Permission[]
  /** The work that undoes it; none where that cannot be. */
  readonly undo?: BulkAction['action']
  act(tx: BulkTx, tools: ProvisioningTools, actor: Actor, item: BulkItem, action: BulkAction): Promise<Done>
}
