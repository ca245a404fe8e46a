import { type Access, makeAccess } from './access/access.ts'
import { type Catalog, makeCatalog } from './catalog/catalog.ts'
import { type Clients, makeClients } from './clients/clients.ts'
import { type Addons, makeAddons } from './services/addons.ts'
import { type Domains, makeDomains } from './services/domains.ts'
import { makeOrders, type Orders } from './services/orders.ts'
import { makeServices, type Services } from './services/services.ts'
import { makeModuleQueue, type ModuleQueue } from './provisioning/module-queue.ts'

/** Every verb there is, by room. What the faces, the console and the commands are made of. */
export type Domain = {
  readonly access: Access
  readonly clients: Clients
  readonly catalog: Catalog
  readonly services: Services
  readonly addons: Addons
  readonly domains: Domains
  readonly orders: Orders
  readonly moduleQueue: ModuleQueue
}
