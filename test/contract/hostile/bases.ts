import { SYSTEM } from '../../../src/access/actor.ts'
import type { CalendarDate } from '../../../src/base/calendar.ts'
import type { WhmcsAction } from '../../../src/wire/whmcs/action.ts'
import { BASES_AROUND } from './bases-around.ts'
import type { HostileWorld } from './world.ts'

export type Base = Readonly<Record<string, string>>

let made = 0

/** Parameters with which the action succeeds, so that a hostile one is all that is wrong. New ones for each success. */
export async function baseOf(world: HostileWorld, { name }: Pick<WhmcsAction, 'name'>): Promise<Base> {
  const make = BASES[name] ?? BASES_AROUND[name]
  if (!make) return {}
  const base = await make(world, ++made)
  await world.look()
  return base
}

async function pendingOrder({ provisor }: HostileWorld): Promise<{ orderid: string }> {
  const cart = { clientId: 1, paymentMethod: 'paypal', products: [{ productId: 10 }] }
  return { orderid: String((await provisor.domain.orders.place(SYSTEM, cart)).orderId) }
}

async function newTicket({ provisor }: HostileWorld): Promise<{ ticketid: string }> {
  const form = { clientId: 1, departmentId: 1, subject: 'Hostile', message: 'Text' }
  return { ticketid: String((await provisor.domain.support.tickets.create(SYSTEM, form)).id) }
}

async function newReply(world: HostileWorld): Promise<{ ticketid: string; replyid: string }> {
  const { ticketid } = await newTicket(world)
  const form = { clientId: 1, message: 'Text' }
  return {
    ticketid,
    replyid: String(await world.provisor.domain.support.tickets.reply(SYSTEM, Number(ticketid), form)),
  }
}

async function newProject({ provisor }: HostileWorld): Promise<{ projectid: string }> {
  const form = { name: 'Hostile', managerId: 1, startOn: '2026-02-03' as CalendarDate }
  return { projectid: String((await provisor.domain.projects.create(SYSTEM, form)).id) }
}

async function newTask(world: HostileWorld): Promise<{ projectid: string; taskid: string }> {
  const { projectid } = await newProject(world)
  const { id } = await world.provisor.domain.actions.create(SYSTEM, { projectId: Number(projectid), name: 'Hostile' })
  return { projectid, taskid: String(id) }
}

const BASES: Readonly<Record<string, (world: HostileWorld, number: number) => Base | Promise<Base>>> = {
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
  async DeleteOrder(world) {
    const { orderid } = await pendingOrder(world)
    await world.provisor.domain.orders.cancel(SYSTEM, Number(orderid))
    return { orderid }
  },
  UpdateClientProduct: () => ({ serviceid: '311', pid: '11' }),
  UpgradeProduct: () => ({ serviceid: '311', paymentmethod: 'paypal', type: 'configoptions', calconly: '1' }),
  UpdateClientAddon: (_, number) => ({ id: '411', notes: `Hostile ${number}` }),
  OpenTicket: (_, number) => ({ clientid: '1', deptid: '1', subject: `Hostile ${number}`, message: 'Text' }),
  GetTicket: () => ({ ticketid: '2038' }),
  GetTicketNotes: () => ({ ticketid: '2038' }),
  async GetTicketAttachment(world) {
    const form = { clientId: 1, departmentId: 1, subject: 'Hostile', message: 'Text' }
    const file = { filename: 'hostile.txt', bytes: [Buffer.from('x')] }
    const { id } = await world.provisor.domain.support.tickets.create(SYSTEM, form, [file])
    return { relatedid: String(id), type: 'ticket', index: '0' }
  },
  AddTicketReply: async (world) => ({ ...(await newTicket(world)), clientid: '1', message: 'Text' }),
  AddTicketNote: async (world) => ({ ...(await newTicket(world)), message: 'Text' }),
  UpdateTicket: newTicket,
  UpdateTicketReply: async (world) => ({ replyid: (await newReply(world)).replyid, message: 'Other' }),
  DeleteTicket: newTicket,
  DeleteTicketReply: newReply,
  async DeleteTicketNote(world) {
    const { ticketid } = await newTicket(world)
    const form = { message: 'Text' }
    return {
      noteid: String(await world.provisor.domain.support.tickets.createNote(SYSTEM, { id: Number(ticketid) }, form)),
    }
  },
  async MergeTicket(world) {
    const { ticketid } = await newTicket(world)
    return { ticketid, mergeticketids: (await newTicket(world)).ticketid }
  },
  UpdateClientDomain: (_, number) => ({ domainid: '901', notes: `Hostile ${number}` }),
  CreateProject: (_, number) => ({ title: `Hostile ${number}`, adminid: '1' }),
  UpdateProject: newProject,
  GetProject: newProject,
  AddProjectMessage: async (world) => ({ ...(await newProject(world)), message: 'Text' }),
  AddProjectTask: async (world) => ({ ...(await newProject(world)), task: 'Hostile', duedate: '2026-02-10' }),
  UpdateProjectTask: newTask,
  DeleteProjectTask: newTask,
  async StartTaskTimer(world) {
    const { projectid, taskid } = await newTask(world)
    return { projectid, timerid: taskid, adminid: '1' }
  },
  async EndTaskTimer(world) {
    const parent = { parentType: 'action', parentId: Number((await newTask(world)).taskid), staffId: 1 } as const
    return { timerid: String((await world.provisor.domain.timeLogs.create(SYSTEM, parent)).id) }
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
