import type { BulkAction, BulkNoun } from './bulk-action.ts'
import { ENTRY_WORKS } from './entries.ts'
import { SERVICE_WORKS } from './services.ts'
import type { Work } from './work.ts'

export const WORKS: Readonly<Record<BulkNoun, Readonly<Partial<Record<BulkAction['action'], Work>>>>> = {
  moduleQueue: ENTRY_WORKS,
  services: SERVICE_WORKS,
}

export const workOf = ({ noun, action }: Pick<BulkAction, 'noun' | 'action'>): Work | undefined => WORKS[noun][action]
