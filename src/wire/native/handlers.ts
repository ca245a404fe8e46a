import type { ApiHandler } from './handler.ts'
import { activityHandlers } from './handlers/access/activity.ts'
import { banHandlers } from './handlers/access/bans.ts'
import { credentialHandlers } from './handlers/access/credentials.ts'
import { eventHandlers } from './handlers/access/events.ts'
import { oauthCredentialHandlers } from './handlers/access/oauth-credentials.ts'
import { ownAccountHandlers } from './handlers/access/own-account.ts'
import { roleHandlers } from './handlers/access/roles.ts'
import { savedViewHandlers } from './handlers/access/saved-views.ts'
import { sessionHandlers } from './handlers/access/sessions.ts'
import { staffHandlers } from './handlers/access/staff.ts'
import { apiHandlers } from './handlers/api.ts'
import { attentionHandlers } from './handlers/attention.ts'
import { addonDefinitionHandlers } from './handlers/catalog/addon-definitions.ts'
import { configOptionHandlers } from './handlers/catalog/config-options.ts'
import { paymentMethodHandlers } from './handlers/catalog/payment-methods.ts'
import { productGroupHandlers } from './handlers/catalog/product-groups.ts'
import { productHandlers } from './handlers/catalog/products.ts'
import { serverGroupHandlers } from './handlers/catalog/server-groups.ts'
import { serverHandlers } from './handlers/catalog/servers.ts'
import { tldHandlers } from './handlers/catalog/tlds.ts'
import { clientGroupHandlers } from './handlers/clients/client-groups.ts'
import { clientNoteHandlers } from './handlers/clients/client-notes.ts'
import { clientHandlers } from './handlers/clients/clients.ts'
import { contactHandlers } from './handlers/clients/contacts.ts'
import { currencyHandlers } from './handlers/clients/currencies.ts'
import { customFieldHandlers } from './handlers/clients/custom-fields.ts'
import { signOnTokenHandlers } from './handlers/clients/sign-on-tokens.ts'
import { userHandlers } from './handlers/clients/users.ts'
import { holdHandlers } from './handlers/hold.ts'
import { nodeHandlers } from './handlers/nodes.ts'
import { noticeHandlers } from './handlers/notices/notices.ts'
import { orderHandlers } from './handlers/orders/orders.ts'
import { outboundAccountHandlers } from './handlers/outbound/accounts.ts'
import { outboundPurgePreviewHandlers } from './handlers/outbound/purge-previews.ts'
import { outboundQueueHandlers } from './handlers/outbound/queues.ts'
import { outboundServiceHandlers } from './handlers/outbound/services.ts'
import { outboundStartHandlers } from './handlers/outbound/starts.ts'
import { outboundWorkHandlers } from './handlers/outbound/work.ts'
import { projectSettingHandlers } from './handlers/projects/project-settings.ts'
import { projectThreadHandlers } from './handlers/projects/project-threads.ts'
import { projectHandlers } from './handlers/projects/projects.ts'
import { timeLogHandlers } from './handlers/projects/time-logs.ts'
import { timesheetWeekHandlers } from './handlers/projects/timesheet-weeks.ts'
import { bulkActionHandlers } from './handlers/provisioning/bulk-actions.ts'
import { laneHandlers } from './handlers/provisioning/lanes.ts'
import { moduleQueueHandlers } from './handlers/provisioning/module-queue.ts'
import { moduleHandlers } from './handlers/provisioning/modules.ts'
import { scheduledChangeHandlers } from './handlers/provisioning/scheduled-changes.ts'
import { statisticsHandlers } from './handlers/provisioning/statistics.ts'
import { scheduleHandlers } from './handlers/schedules.ts'
import { addonHandlers } from './handlers/services/addons.ts'
import { cancelRequestHandlers } from './handlers/services/cancel-requests.ts'
import { domainHandlers } from './handlers/services/domains.ts'
import { serviceHandlers } from './handlers/services/services.ts'
import { announcementHandlers } from './handlers/support/announcements.ts'
import { blockedSenderHandlers } from './handlers/support/blocked-senders.ts'
import { departmentHandlers } from './handlers/support/departments.ts'
import { predefinedReplyHandlers } from './handlers/support/predefined-replies.ts'
import { ticketHandlers } from './handlers/support/tickets.ts'
import { toDoItemHandlers } from './handlers/support/to-do-items.ts'
import { webhookHandlers } from './handlers/webhooks/webhooks.ts'

/** How every operation of the contract is answered. */
export const HANDLERS: readonly ApiHandler[] = [
  ...apiHandlers,
  ...clientHandlers,
  ...contactHandlers,
  ...customFieldHandlers,
  ...currencyHandlers,
  ...clientGroupHandlers,
  ...orderHandlers,
  ...serviceHandlers,
  ...addonHandlers,
  ...domainHandlers,
  ...moduleQueueHandlers,
  ...bulkActionHandlers,
  ...laneHandlers,
  ...statisticsHandlers,
  ...scheduledChangeHandlers,
  ...outboundAccountHandlers,
  ...outboundServiceHandlers,
  ...outboundStartHandlers,
  ...outboundQueueHandlers,
  ...outboundPurgePreviewHandlers,
  ...outboundWorkHandlers,
  ...productGroupHandlers,
  ...serverGroupHandlers,
  ...productHandlers,
  ...addonDefinitionHandlers,
  ...configOptionHandlers,
  ...serverHandlers,
  ...paymentMethodHandlers,
  ...moduleHandlers,
  ...departmentHandlers,
  ...predefinedReplyHandlers,
  ...ticketHandlers,
  ...projectThreadHandlers,
  ...projectHandlers,
  ...timeLogHandlers,
  ...timesheetWeekHandlers,
  ...projectSettingHandlers,
  ...sessionHandlers,
  ...ownAccountHandlers,
  ...savedViewHandlers,
  ...staffHandlers,
  ...roleHandlers,
  ...credentialHandlers,
  ...banHandlers,
  ...activityHandlers,
  ...eventHandlers,
  ...attentionHandlers,
  ...noticeHandlers,
  ...webhookHandlers,
  ...holdHandlers,
  ...nodeHandlers,
  ...scheduleHandlers,
  ...userHandlers,
  ...announcementHandlers,
  ...toDoItemHandlers,
  ...blockedSenderHandlers,
  ...clientNoteHandlers,
  ...cancelRequestHandlers,
  ...tldHandlers,
  ...signOnTokenHandlers,
  ...oauthCredentialHandlers,
]
