import { activity } from './contract/access/activity.ts'
import { allowedAddresses, bans } from './contract/access/bans.ts'
import { credentials } from './contract/access/credentials.ts'
import { events } from './contract/access/events.ts'
import { oauthCredentials } from './contract/access/oauth-credentials.ts'
import { ownAccount } from './contract/access/own-account.ts'
import { roles } from './contract/access/roles.ts'
import { savedViews } from './contract/access/saved-views.ts'
import { sessions } from './contract/access/sessions.ts'
import { staff } from './contract/access/staff.ts'
import { api } from './contract/api.ts'
import { attention } from './contract/attention.ts'
import { addonDefinitions } from './contract/catalog/addon-definitions.ts'
import { configOptions } from './contract/catalog/config-options.ts'
import { paymentMethods } from './contract/catalog/payment-methods.ts'
import { productGroups } from './contract/catalog/product-groups.ts'
import { products } from './contract/catalog/products.ts'
import { serverGroups } from './contract/catalog/server-groups.ts'
import { servers } from './contract/catalog/servers.ts'
import { tlds } from './contract/catalog/tlds.ts'
import { clientGroups } from './contract/clients/client-groups.ts'
import { clientNotes } from './contract/clients/client-notes.ts'
import { clients } from './contract/clients/clients.ts'
import { contacts } from './contract/clients/contacts.ts'
import { currencies } from './contract/clients/currencies.ts'
import { customFields } from './contract/clients/custom-fields.ts'
import { signOnTokens } from './contract/clients/sign-on-tokens.ts'
import { users } from './contract/clients/users.ts'
import { hold } from './contract/hold.ts'
import { nodes } from './contract/nodes.ts'
import { mailSettings } from './contract/notices/mail-settings.ts'
import { mailTemplates } from './contract/notices/mail-templates.ts'
import { mails } from './contract/notices/mails.ts'
import { subscriptions } from './contract/notices/subscriptions.ts'
import type { ApiOperation } from './contract/operation.ts'
import { orders } from './contract/orders/orders.ts'
import { outboundAccounts } from './contract/outbound/accounts.ts'
import { outboundPurgePreviews } from './contract/outbound/purge-previews.ts'
import { outboundQueues } from './contract/outbound/queues.ts'
import { outboundServices } from './contract/outbound/services.ts'
import { outboundStarts } from './contract/outbound/starts.ts'
import { outboundWork } from './contract/outbound/work.ts'
import { actions } from './contract/projects/actions.ts'
import { projectSettings, staffRates } from './contract/projects/project-settings.ts'
import { files, ticketLinks, topics } from './contract/projects/project-threads.ts'
import { projects } from './contract/projects/projects.ts'
import { timeLogs } from './contract/projects/time-logs.ts'
import { timesheetWeeks } from './contract/projects/timesheet-weeks.ts'
import { bulkActions } from './contract/provisioning/bulk-actions.ts'
import { lanes } from './contract/provisioning/lanes.ts'
import { moduleQueue } from './contract/provisioning/module-queue.ts'
import { modules } from './contract/provisioning/modules.ts'
import { laneScheduledChanges, outboundScheduledChanges } from './contract/provisioning/scheduled-changes.ts'
import { statistics } from './contract/provisioning/statistics.ts'
import { schedules } from './contract/schedules.ts'
import { addons } from './contract/services/addons.ts'
import { cancelRequests } from './contract/services/cancel-requests.ts'
import { domains } from './contract/services/domains.ts'
import { services } from './contract/services/services.ts'
import { announcements } from './contract/support/announcements.ts'
import { blockedSenders } from './contract/support/blocked-senders.ts'
import { departments } from './contract/support/departments.ts'
import { predefinedReplies } from './contract/support/predefined-replies.ts'
import { tickets } from './contract/support/tickets.ts'
import { toDoItems } from './contract/support/to-do-items.ts'
import { webhookDeliveries, webhooks } from './contract/webhooks/webhooks.ts'

/** Everything the API can do. One file per noun; a new one is added here and in handlers.ts. */
export const OPERATIONS: readonly ApiOperation[] = [
  ...Object.values(api),
  ...Object.values(clients),
  ...Object.values(contacts),
  ...Object.values(customFields),
  ...Object.values(currencies),
  ...Object.values(clientGroups),
  ...Object.values(orders),
  ...Object.values(services),
  ...Object.values(addons),
  ...Object.values(domains),
  ...Object.values(moduleQueue),
  ...Object.values(bulkActions),
  ...Object.values(lanes),
  ...Object.values(statistics),
  ...Object.values(laneScheduledChanges),
  ...Object.values(outboundScheduledChanges),
  ...Object.values(outboundAccounts),
  ...Object.values(outboundServices),
  ...Object.values(outboundStarts),
  ...Object.values(outboundQueues),
  ...Object.values(outboundPurgePreviews),
  ...Object.values(outboundWork),
  ...Object.values(productGroups),
  ...Object.values(serverGroups),
  ...Object.values(products),
  ...Object.values(addonDefinitions),
  ...Object.values(configOptions),
  ...Object.values(servers),
  ...Object.values(paymentMethods),
  ...Object.values(modules),
  ...Object.values(departments),
  ...Object.values(predefinedReplies),
  ...Object.values(tickets),
  ...Object.values(topics),
  ...Object.values(files),
  ...Object.values(ticketLinks),
  ...Object.values(projects),
  ...Object.values(actions),
  ...Object.values(timeLogs),
  ...Object.values(timesheetWeeks),
  ...Object.values(projectSettings),
  ...Object.values(staffRates),
  ...Object.values(sessions),
  ...Object.values(ownAccount),
  ...Object.values(savedViews),
  ...Object.values(staff),
  ...Object.values(roles),
  ...Object.values(credentials),
  ...Object.values(bans),
  ...Object.values(allowedAddresses),
  ...Object.values(activity),
  ...Object.values(events),
  ...Object.values(attention),
  ...Object.values(subscriptions),
  ...Object.values(mails),
  ...Object.values(mailSettings),
  ...Object.values(mailTemplates),
  ...Object.values(webhooks),
  ...Object.values(webhookDeliveries),
  ...Object.values(hold),
  ...Object.values(nodes),
  ...Object.values(schedules),
  ...Object.values(users),
  ...Object.values(announcements),
  ...Object.values(toDoItems),
  ...Object.values(blockedSenders),
  ...Object.values(clientNotes),
  ...Object.values(cancelRequests),
  ...Object.values(tlds),
  ...Object.values(signOnTokens),
  ...Object.values(oauthCredentials),
] as ApiOperation[]
