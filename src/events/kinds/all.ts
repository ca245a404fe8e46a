import { ACCESS_KINDS } from './access.ts'
import { BULK_KINDS } from './bulk.ts'
import { CATALOG_KINDS } from './catalog.ts'
import { CLIENT_KINDS } from './clients.ts'
import { CLOCK_KINDS } from './clock.ts'
import { DUTY_KINDS } from './duties.ts'
import { INSTALLATION_KINDS } from './installation.ts'
import { NOTICE_KINDS } from './notices.ts'
import { OUTBOUND_KINDS } from './outbound.ts'
import { PROJECT_KINDS } from './projects.ts'
import { PROVISIONING_KINDS } from './provisioning.ts'
import { SERVICE_KINDS } from './services.ts'
import { SUPPORT_KINDS } from './support.ts'
import { WEBHOOK_KINDS } from './webhooks.ts'

/** Every kind with what it means, by kind: for whoever lists them. To record one, the type is enough. */
export const EVENT_KINDS = {
  ...ACCESS_KINDS,
  ...BULK_KINDS,
  ...CATALOG_KINDS,
  ...CLIENT_KINDS,
  ...CLOCK_KINDS,
  ...DUTY_KINDS,
  ...INSTALLATION_KINDS,
  ...NOTICE_KINDS,
  ...OUTBOUND_KINDS,
  ...PROJECT_KINDS,
  ...PROVISIONING_KINDS,
  ...SERVICE_KINDS,
  ...SUPPORT_KINDS,
  ...WEBHOOK_KINDS,
}
