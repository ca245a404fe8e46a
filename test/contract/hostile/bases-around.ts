import { SYSTEM } from '../../../src/access/actor.ts'
import type { CalendarDate } from '../../../src/base/calendar.ts'
import type { Base } from './bases.ts'
import type { HostileWorld } from './world.ts'

type Make = (world: HostileWorld, number: number) => Base | Promise<Base>

const domainOf = ({ provisor }: HostileWorld) => provisor.domain

async function newClient(world: HostileWorld, number: number): Promise<{ clientid: string }> {
  const form = { firstName: 'Hostile', lastName: 'Person', email: `around.${number}@example.org`, skipValidation: true }
  return { clientid: String((await domainOf(world).clients.create(SYSTEM, form)).client.id) }
}

async function newContact(world: HostileWorld, number: number): Promise<{ contactid: string }> {
  const form = { firstName: 'Con', email: `contact.${number}@example.org` }
  return { contactid: String((await domainOf(world).clients.contacts.create(SYSTEM, 1, form)).id) }
}

async function newUser(world: HostileWorld, number: number): Promise<{ user_id: string }> {
  const form = { firstName: 'Sam', email: `user.${number}@example.org`, password: PASSWORD }
  return { user_id: String((await domainOf(world).clients.people.create(SYSTEM, form)).id) }
}

async function userOfClient(world: HostileWorld, number: number) {
  const form = { firstName: 'Sam', email: `of-client.${number}@example.org`, permissions: ['services'] }
  return { user_id: String((await domainOf(world).clients.users.create(SYSTEM, 1, form)).id), client_id: '1' }
}

async function newAnnouncement(world: HostileWorld): Promise<{ announcementid: string }> {
  const form = { title: 'Hostile', text: 'Text', at: Date.UTC(2026, 1, 1), published: true }
  return { announcementid: String((await domainOf(world).support.announcements.create(SYSTEM, form)).id) }
}

async function newOAuth(world: HostileWorld): Promise<{ credentialId: string }> {
  const form = { grantType: 'authorization_code', name: 'Hostile', scopes: ['clientarea:profile'] } as const
  return { credentialId: String((await domainOf(world).oauthCredentials.create(SYSTEM, form)).credential.id) }
}

/** One that is in use, or not. */
async function gateway(world: HostileWorld, number: number, active = true): Promise<Base> {
  const { paymentMethods } = domainOf(world).catalog
  const moduleName = `hostile${number}`
  await paymentMethods.create(SYSTEM, { module: moduleName, displayName: 'Hostile' })
  if (!active) await paymentMethods.delete(SYSTEM, moduleName)
  return { moduleType: 'gateway', moduleName }
}

const PASSWORD = 'hostile-Password-1'

/** Of what lies around clients, orders and tickets. */
export const BASES_AROUND: Readonly<Record<string, Make>> = {
  ActivateModule: (world, number) => gateway(world, number, false),
  DeactivateModule: gateway,
  GetModuleConfigurationParameters: () => ({ moduleType: 'gateway', moduleName: 'paypal' }),
  UpdateModuleConfiguration: async (world, number) => ({
    ...(await gateway(world, number)),
    'parameters[FriendlyName]': `Hostile ${number}`,
  }),
  AddAnnouncement: () => ({ date: '2026-02-01 10:00:00', title: 'Hostile', announcement: 'Text' }),
  UpdateAnnouncement: async (world, number) => ({ ...(await newAnnouncement(world)), title: `Hostile ${number}` }),
  DeleteAnnouncement: newAnnouncement,
  AddBannedIp: (_, number) => ({
    ip: `198.51.${Math.floor(number / 250) % 250}.${number % 250}`,
    reason: 'x',
    days: '1',
  }),
  async AddCancelRequest(world, number) {
    const { clientid } = await newClient(world, number)
    const cart = { clientId: Number(clientid), paymentMethod: 'paypal', products: [{ productId: 10 }] }
    const { serviceIds } = await domainOf(world).orders.place(SYSTEM, cart)
    return { serviceid: String(serviceIds[0]) }
  },
  AddClientNote: () => ({ userid: '1', notes: 'Hostile' }),
  AddContact: (_, number) => ({ clientid: '1', firstname: 'Con', email: `added.${number}@example.org` }),
  UpdateContact: newContact,
  DeleteContact: newContact,
  async BlockTicketSender(world, number) {
    const guest = { name: 'Guest', email: `guest.${number}@example.org` }
    const form = { ...guest, departmentId: 1, subject: 'Hostile', message: 'Text' }
    return { ticketid: String((await domainOf(world).support.tickets.create(SYSTEM, form)).id) }
  },
  CloseClient: newClient,
  DeleteClient: newClient,
  GetClientPassword: () => ({ userid: '1' }),
  AddUser: (_, number) => ({
    firstname: 'Sam',
    lastname: 'Second',
    email: `new.${number}@example.org`,
    password2: PASSWORD,
  }),
  UpdateUser: async (world, number) => ({ ...(await newUser(world, number)), firstname: `Sam ${number}` }),
  DeleteUserClient: userOfClient,
  GetUserPermissions: userOfClient,
  UpdateUserPermissions: async (world, number) => ({ ...(await userOfClient(world, number)), permissions: 'profile' }),
  async ValidateLogin(world, number) {
    await newUser(world, number)
    return { email: `user.${number}@example.org`, password2: PASSWORD }
  },
  CreateOAuthCredential: () => ({ grantType: 'authorization_code', scope: 'clientarea:profile', name: 'Hostile' }),
  UpdateOAuthCredential: async (world, number) => ({ ...(await newOAuth(world)), name: `Hostile ${number}` }),
  DeleteOAuthCredential: newOAuth,
  CreateSsoToken: () => ({ client_id: '1' }),
  CreateOrUpdateTLD: (_, number) => ({ extension: `.hostile${number}`, currency_code: 'USD', 'register[1]': '9.95' }),
  DecryptPassword: (world) => ({ password2: domainOf(world).access.passwordTexts.encrypt(SYSTEM, 'text') }),
  GetConfigurationValue: () => ({ setting: 'CompanyName' }),
  SendAdminEmail: () => ({ customsubject: 'Hostile', custommessage: 'Text' }),
  TriggerNotificationEvent: () => ({ notification_identifier: 'hostile', title: 'Hostile', message: 'Text' }),
  async UpdateToDoItem(world, number) {
    const form = { date: '2026-02-03' as CalendarDate, title: 'Hostile' }
    const { id } = await domainOf(world).support.toDoItems.create(SYSTEM, form)
    return { itemid: String(id), adminid: '1', title: `Hostile ${number}` }
  },
}
