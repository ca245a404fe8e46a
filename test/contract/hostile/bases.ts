import { SYSTEM } from '../../../src/access/actor.ts'
import type { CalendarDate } from '../../../src/base/calendar.ts'
import type { WhmcsAction } from '../../../src/wire/whmcs/action.ts'
import type { HostileDesk } from './desk.ts'

export type Base = Readonly<Record<string, string>>

let made = 0

/** Parameters with which the action succeeds, so that a hostile one is all that is wrong. New ones for each success. */
export async function baseOf(desk: HostileDesk, { name }: Pick<WhmcsAction, 'name'>): Promise<Base> {
  const make = BASES[name]
  if (!make) return {}
  const base = await make(desk, ++made)
  await desk.look()
  return base
}

async function pendingOrder({ provisor }: HostileDesk): Promise<{ orderid: string }> {
  const cart = { clientId: 1, paymentMethod: 'paypal', products: [{ productId: 10 }] }
  return { orderid: String((await provisor.domain.orders.place(SYSTEM, cart)).orderId) }
}

async function newTicket({ provisor }: HostileDesk): Promise<{ ticketid: string }> {
  const form = { clientId: 1, departmentId: 1, subject: 'Hostile', message: 'Text' }
  return { ticketid: String((await provisor.domain.support.tickets.create(SYSTEM, form)).id) }
}

async function newReply(desk: HostileDesk): Promise<{ ticketid: string; replyid: string }> {
  const { ticketid } = await newTicket(desk)
  const form = { clientId: 1, message: 'Text' }
  return { ticketid, replyid: String(await desk.provisor.domain.support.tickets.reply(SYSTEM, Number(ticketid), form)) }
}

async function newProject({ provisor }: HostileDesk): Promise<{ projectid: string }> {
  const form = { name: 'Hostile', managerId: 1, startOn: '2026-02-03' as CalendarDate }
  return { projectid: String((await provisor.domain.projects.create(SYSTEM, form)).id) }
}

async function newTask(desk: HostileDesk): Promise<{ projectid: string; taskid: string }> {
  const { projectid } = await newProject(desk)
  const { id } = await desk.provisor.domain.actions.create(SYSTEM, { projectId: Number(projectid), name: 'Hostile' })
  return { projectid, taskid: String(id) }
}

const BASES: Readonly<Record<string, (desk: HostileDesk, number: number) => Base | Promise<Base>>> = {
  AddClient: (_, number) => ({ ...PERSON, email: `hostile.${number}@example.org` }),
  UpdateClient: () => ({ clientid: '7' }),
  GetClientsDetails: () => ({ clientid: '1', stats: '1' }),
  AddProduct: (_, number) => ({ name: `Hostile ${number}`, gid: '1' }),
  AddOrder: (_, number) => ({
    clientid: '1',
    paymentmethod: 'paypal',
    'pid[0]': '11',
    'domain[0]': `hostile${number}.example`,
  }),
  AcceptOrder: pendingOrder,
  CancelOrder: pendingOrder,
  PendingOrder: pendingOrder,
  FraudOrder: pendingOrder,
  async DeleteOrder(desk) {
    const { orderid } = await pendingOrder(desk)
    await desk.provisor.domain.orders.cancel(SYSTEM, Number(orderid))
    return { orderid }
  },
  UpdateClientProduct: () => ({ serviceid: '311', pid: '11' }),
  UpgradeProduct: () => ({ serviceid: '311', paymentmethod: 'paypal', type: 'configoptions', calconly: '1' }),
  UpdateClientAddon: (_, number) => ({ id: '411', notes: `Hostile ${number}` }),
  OpenTicket: (_, number) => ({ clientid: '1', deptid: '1', subject: `Hostile ${number}`, message: 'Text' }),
  GetTicket: () => ({ ticketid: '2038' }),
  GetTicketNotes: () => ({ ticketid: '2038' }),
  async GetTicketAttachment(desk) {
    const form = { clientId: 1, departmentId: 1, subject: 'Hostile', message: 'Text' }
    const file = { filename: 'hostile.txt', bytes: [Buffer.from('x')] }
    const { id } = await desk.provisor.domain.support.tickets.create(SYSTEM, form, [file])
    return { relatedid: String(id), type: 'ticket', index: '0' }
  },
  AddTicketReply: async (desk) => ({ ...(await newTicket(desk)), clientid: '1', message: 'Text' }),
  AddTicketNote: async (desk) => ({ ...(await newTicket(desk)), message: 'Text' }),
  UpdateTicket: newTicket,
  UpdateTicketReply: async (desk) => ({ replyid: (await newReply(desk)).replyid, message: 'Other' }),
  DeleteTicket: newTicket,
  DeleteTicketReply: newReply,
  async DeleteTicketNote(desk) {
    const { ticketid } = await newTicket(desk)
    const form = { message: 'Text' }
    return {
      noteid: String(await desk.provisor.domain.support.tickets.createNote(SYSTEM, { id: Number(ticketid) }, form)),
    }
  },
  async MergeTicket(desk) {
    const { ticketid } = await newTicket(desk)
    return { ticketid, mergeticketids: (await newTicket(desk)).ticketid }
  },
  UpdateClientDomain: (_, number) => ({ domainid: '901', notes: `Hostile ${number}` }),
  CreateProject: (_, number) => ({ title: `Hostile ${number}`, adminid: '1' }),
  UpdateProject: newProject,
  GetProject: newProject,
  AddProjectMessage: async (desk) => ({ ...(await newProject(desk)), message: 'Text' }),
  AddProjectTask: async (desk) => ({ ...(await newProject(desk)), task: 'Hostile', duedate: '2026-02-10' }),
  UpdateProjectTask: newTask,
  DeleteProjectTask: newTask,
  async StartTaskTimer(desk) {
    const { projectid, taskid } = await newTask(desk)
    return { projectid, timerid: taskid, adminid: '1' }
  },
  async EndTaskTimer(desk) {
    const parent = { parentType: 'action', parentId: Number((await newTask(desk)).taskid), staffId: 1 } as const
    return { timerid: String((await desk.provisor.domain.timeLogs.create(SYSTEM, parent)).id) }
  },
  LogActivity: (_, number) => ({ description: `Hostile ${number}` }),
}

const PERSON = {
  firstname: 'Hostile',
  lastname: 'Person',
  address1: '1 Way',
  city: 'Leeds',
  state: 'Yorkshire',
  postcode: 'LS1',
  country: 'GB',
  phonenumber: '0113 496 0000',
}
