import type { Transaction } from '../base/transaction.ts'
import type { ClientStore } from '../clients/store.ts'
import type { EventStore } from '../events/store.ts'
import type { SettingSeals } from './secret-settings.ts'
import type { CatalogStore } from './store.ts'

export type CatalogStores = { catalog: CatalogStore; clients: ClientStore; events: EventStore }

export type CatalogParts = SettingSeals & { read: CatalogStores; transaction: Transaction<CatalogStores> }
