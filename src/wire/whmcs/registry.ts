import type { WhmcsAction } from './action.ts'
import { updateClientAddon } from './actions/addons/update-client-addon.ts'
import {
  createOAuthCredential,
  deleteOAuthCredential,
  listOAuthCredentials,
  updateOAuthCredential,
} from './actions/authentication/oauth-credentials.ts'
import { createSsoToken, validateLogin } from './actions/authentication/sign-on.ts'
import { addClient } from './actions/client/add-client.ts'
import { closeClient, deleteClient } from './actions/client/client-commands.ts'
import { addContact, deleteContact, updateContact } from './actions/client/contact-commands.ts'
import { getCancelledPackages } from './actions/client/get-cancelled-packages.ts'
import { getClientGroups } from './actions/client/get-client-groups.ts'
import { getClientPassword } from './actions/client/get-client-password.ts'
import { getClients } from './actions/client/get-clients.ts'
import { getClientsAddons } from './actions/client/get-clients-addons.ts'
import { getClientsDetails } from './actions/client/get-clients-details.ts'
import { getClientsDomains } from './actions/client/get-clients-domains.ts'
import { getClientsProducts } from './actions/client/get-clients-products.ts'
import { getContacts } from './actions/client/get-contacts.ts'
import { updateClient } from './actions/client/update-client.ts'
import { domainRegister, domainRenew, domainTransfer } from './actions/domains/domain-commands.ts'
import { getRegistrars } from './actions/domains/get-registrars.ts'
import {
  domainGetLockingStatus,
  domainGetNameservers,
  domainGetWhoisInfo,
  domainRelease,
  domainRequestEPP,
  domainToggleIdProtect,
  domainUpdateLockingStatus,
  domainUpdateNameservers,
  domainUpdateWhoisInfo,
  domainWhois,
} from './actions/domains/registrar-commands.ts'
import { createOrUpdateTLD, getTLDPricing } from './actions/domains/tlds.ts'
import { updateClientDomain } from './actions/domains/update-client-domain.ts'
import { getModuleQueue } from './actions/module/get-module-queue.ts'
import {
  activateModule,
  deactivateModule,
  getModuleConfigurationParameters,
  updateModuleConfiguration,
} from './actions/module/module-settings.ts'
import { addOrder } from './actions/orders/add-order.ts'
import { getOrderStatuses } from './actions/orders/get-order-statuses.ts'
import { getOrders } from './actions/orders/get-orders.ts'
import { getProducts } from './actions/orders/get-products.ts'
import { acceptOrder, cancelOrder, deleteOrder, fraudOrder, pendingOrder } from './actions/orders/order-commands.ts'
import { addProduct } from './actions/products/add-product.ts'
import { addProjectMessage } from './actions/project-management/add-project-message.ts'
import { getProject } from './actions/project-management/get-project.ts'
import { getProjects } from './actions/project-management/get-projects.ts'
import { createProject, updateProject } from './actions/project-management/project-commands.ts'
import { addProjectTask, deleteProjectTask, updateProjectTask } from './actions/project-management/project-tasks.ts'
import { endTaskTimer, startTaskTimer } from './actions/project-management/task-timers.ts'
import { getHealthStatus } from './actions/servers/get-health-status.ts'
import { getServers } from './actions/servers/get-servers.ts'
import { MODULE_COMMANDS } from './actions/service/module-commands.ts'
import { updateClientProduct } from './actions/service/update-client-product.ts'
import { upgradeProduct } from './actions/service/upgrade-product.ts'
import {
  addAnnouncement,
  deleteAnnouncement,
  getAnnouncements,
  updateAnnouncement,
} from './actions/support/announcements.ts'
import { addCancelRequest, addClientNote, blockTicketSender } from './actions/support/notes-and-requests.ts'
import { openTicket } from './actions/support/open-ticket.ts'
import { deleteTicket, mergeTicket } from './actions/support/ticket-commands.ts'
import { addTicketNote, deleteTicketNote, getTicketNotes } from './actions/support/ticket-notes.ts'
import { addTicketReply, deleteTicketReply, updateTicketReply } from './actions/support/ticket-replies.ts'
import { updateTicket } from './actions/support/update-ticket.ts'
import { addBannedIp } from './actions/system/add-banned-ip.ts'
import { getConfigurationValue, setConfigurationValue } from './actions/system/configuration.ts'
import { getActivityLog } from './actions/system/get-activity-log.ts'
import { getAdminDetails } from './actions/system/get-admin-details.ts'
import { getAutomationLog } from './actions/system/get-automation-log.ts'
import { getCurrencies } from './actions/system/get-currencies.ts'
import { getPaymentMethods } from './actions/system/get-payment-methods.ts'
import { getStats } from './actions/system/get-stats.ts'
import { logActivity } from './actions/system/log-activity.ts'
import { decryptPassword, encryptPassword } from './actions/system/passwords.ts'
import { sendAdminEmail } from './actions/system/send-admin-email.ts'
import { getAdminUsers, getStaffOnline, updateAdminNotes } from './actions/system/staff.ts'
import { getToDoItemStatuses, getToDoItems, updateToDoItem } from './actions/system/to-do-items.ts'
import { triggerNotificationEvent } from './actions/system/trigger-notification-event.ts'
import { whmcsDetails } from './actions/system/whmcs-details.ts'
import { getTicket } from './actions/tickets/get-ticket.ts'
import { getTicketAttachment } from './actions/tickets/get-ticket-attachment.ts'
import { getTickets } from './actions/tickets/get-tickets.ts'
import { getTicketPredefinedCats, getTicketPredefinedReplies } from './actions/tickets/predefined.ts'
import { getSupportDepartments, getSupportStatuses, getTicketCounts } from './actions/tickets/ticket-counts.ts'
import { getUsers } from './actions/users/get-users.ts'
import { addUser, updateUser } from './actions/users/user-commands.ts'
import {
  deleteUserClient,
  getPermissionsList,
  getUserPermissions,
  updateUserPermissions,
} from './actions/users/users-of-client.ts'

/** Every action of this face. */
export const ACTIONS: readonly WhmcsAction[] = [
  acceptOrder,
  activateModule,
  addAnnouncement,
  addBannedIp,
  addCancelRequest,
  addClient,
  addClientNote,
  addContact,
  addOrder,
  addProduct,
  addProjectMessage,
  addProjectTask,
  addTicketNote,
  addTicketReply,
  addUser,
  blockTicketSender,
  cancelOrder,
  closeClient,
  createOAuthCredential,
  createOrUpdateTLD,
  createProject,
  createSsoToken,
  deactivateModule,
  decryptPassword,
  deleteAnnouncement,
  deleteClient,
  deleteContact,
  deleteOAuthCredential,
  deleteOrder,
  deleteProjectTask,
  deleteTicket,
  deleteTicketNote,
  deleteTicketReply,
  deleteUserClient,
  domainGetLockingStatus,
  domainGetNameservers,
  domainGetWhoisInfo,
  domainRegister,
  domainRelease,
  domainRenew,
  domainRequestEPP,
  domainToggleIdProtect,
  domainTransfer,
  domainUpdateLockingStatus,
  domainUpdateNameservers,
  domainUpdateWhoisInfo,
  domainWhois,
  encryptPassword,
  endTaskTimer,
  fraudOrder,
  getActivityLog,
  getAdminDetails,
  getAdminUsers,
  getAnnouncements,
  getAutomationLog,
  getCancelledPackages,
  getClientGroups,
  getClientPassword,
  getClients,
  getClientsAddons,
  getClientsDetails,
  getClientsDomains,
  getClientsProducts,
  getConfigurationValue,
  getContacts,
  getCurrencies,
  getHealthStatus,
  getModuleConfigurationParameters,
  getModuleQueue,
  getOrders,
  getOrderStatuses,
  getPaymentMethods,
  getPermissionsList,
  getProducts,
  getProject,
  getProjects,
  getRegistrars,
  getServers,
  getStaffOnline,
  getStats,
  getSupportDepartments,
  getSupportStatuses,
  getTicket,
  getTicketAttachment,
  getTicketCounts,
  getTicketNotes,
  getTicketPredefinedCats,
  getTicketPredefinedReplies,
  getTickets,
  getTLDPricing,
  getToDoItems,
  getToDoItemStatuses,
  getUserPermissions,
  getUsers,
  listOAuthCredentials,
  logActivity,
  mergeTicket,
  ...MODULE_COMMANDS,
  openTicket,
  pendingOrder,
  sendAdminEmail,
  setConfigurationValue,
  startTaskTimer,
  triggerNotificationEvent,
  updateAdminNotes,
  updateAnnouncement,
  updateClient,
  updateClientAddon,
  updateClientDomain,
  updateClientProduct,
  updateContact,
  updateModuleConfiguration,
  updateOAuthCredential,
  updateProject,
  updateProjectTask,
  updateTicket,
  updateTicketReply,
  updateToDoItem,
  updateUser,
  updateUserPermissions,
  upgradeProduct,
  validateLogin,
  whmcsDetails,
]

const byName = new Map(ACTIONS.map((action) => [action.name.toLowerCase(), action]))

/** Matched without case, as clients write it in several. */
export const findAction = (name: string): WhmcsAction | undefined => byName.get(name.trim().toLowerCase())
