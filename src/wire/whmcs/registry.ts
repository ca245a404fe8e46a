import type { Action } from './action.ts'
import { addClient } from './actions/add-client.ts'
import { addOrder } from './actions/add-order.ts'
import { addProduct } from './actions/add-product.ts'
import { addProjectMessage } from './actions/add-project-message.ts'
import { domainRegister, domainRenew, domainTransfer } from './actions/domain-commands.ts'
import { getActivityLog } from './actions/get-activity-log.ts'
import { getAdminDetails } from './actions/get-admin-details.ts'
import { getClients } from './actions/get-clients.ts'
import { getClientsAddons } from './actions/get-clients-addons.ts'
import { getClientsDetails } from './actions/get-clients-details.ts'
import { getClientsDomains } from './actions/get-clients-domains.ts'
import { getClientsProducts } from './actions/get-clients-products.ts'
import { getHealthStatus } from './actions/get-health-status.ts'
import { getModuleQueue } from './actions/get-module-queue.ts'
import { getOrderStatuses } from './actions/get-order-statuses.ts'
import { getOrders } from './actions/get-orders.ts'
import { getPaymentMethods } from './actions/get-payment-methods.ts'
import { getProducts } from './actions/get-products.ts'
import { getProject } from './actions/get-project.ts'
import { getProjects } from './actions/get-projects.ts'
import { getRegistrars } from './actions/get-registrars.ts'
import { getServers } from './actions/get-servers.ts'
import { getTicket } from './actions/get-ticket.ts'
import { getTicketAttachment } from './actions/get-ticket-attachment.ts'
import { getTickets } from './actions/get-tickets.ts'
import { logActivity } from './actions/log-activity.ts'
import { MODULE_COMMANDS } from './actions/module-commands.ts'
import { openTicket } from './actions/open-ticket.ts'
import { acceptOrder, cancelOrder, deleteOrder, fraudOrder, pendingOrder } from './actions/order-commands.ts'
import { createProject, updateProject } from './actions/project-commands.ts'
import { addProjectTask, deleteProjectTask, updateProjectTask } from './actions/project-tasks.ts'
import { endTaskTimer, startTaskTimer } from './actions/task-timers.ts'
import { deleteTicket, mergeTicket } from './actions/ticket-commands.ts'
import { getSupportDepartments, getSupportStatuses, getTicketCounts } from './actions/ticket-counts.ts'
import { addTicketNote, deleteTicketNote, getTicketNotes } from './actions/ticket-notes.ts'
import { addTicketReply, deleteTicketReply, updateTicketReply } from './actions/ticket-replies.ts'
import { updateClient } from './actions/update-client.ts'
import { updateClientAddon } from './actions/update-client-addon.ts'
import { updateClientDomain } from './actions/update-client-domain.ts'
import { updateClientProduct } from './actions/update-client-product.ts'
import { updateTicket } from './actions/update-ticket.ts'
import { upgradeProduct } from './actions/upgrade-product.ts'
import { whmcsDetails } from './actions/whmcs-details.ts'

/** Every action of this face. */
export const ACTIONS: readonly Action[] = [
  acceptOrder,
  addClient,
  addOrder,
  addProduct,
  addProjectMessage,
  addProjectTask,
  addTicketNote,
  addTicketReply,
  cancelOrder,
  createProject,
  deleteOrder,
  deleteProjectTask,
  domainRegister,
  domainRenew,
  domainTransfer,
  deleteTicket,
  deleteTicketNote,
  deleteTicketReply,
  endTaskTimer,
  fraudOrder,
  getActivityLog,
  getAdminDetails,
  getClients,
  getClientsAddons,
  getClientsDetails,
  getClientsDomains,
  getClientsProducts,
  getHealthStatus,
  getModuleQueue,
  getOrders,
  getOrderStatuses,
  getPaymentMethods,
  getProducts,
  getProject,
  getProjects,
  getRegistrars,
  getServers,
  getSupportDepartments,
  getSupportStatuses,
  getTicket,
  getTicketAttachment,
  getTicketCounts,
  getTicketNotes,
  getTickets,
  logActivity,
  mergeTicket,
  ...MODULE_COMMANDS,
  openTicket,
  pendingOrder,
  startTaskTimer,
  updateClient,
  updateClientAddon,
  updateClientDomain,
  updateClientProduct,
  updateProject,
  updateProjectTask,
  updateTicket,
  updateTicketReply,
  upgradeProduct,
  whmcsDetails,
]

const byName = new Map(ACTIONS.map((action) => [action.name.toLowerCase(), action]))

/** Matched without case, as clients write it in several. */
export const findAction = (name: string): Action | undefined => byName.get(name.trim().toLowerCase())
