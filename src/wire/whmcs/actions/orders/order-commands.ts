import type { Actor } from '../../../../access/actor.ts'
import type { Orders } from '../../../../services/orders/orders.ts'
import { action, type WhmcsAction } from '../../action.ts'
import { flag, id, idFilter, required, text } from '../../parameters.ts'

/** Section 6.2 of the reference. */
export const acceptOrder = action({
  name: 'AcceptOrder',
  reads: false,
  permission: 'orders.write',
  about: 'Accepts a pending order; what no module sets up becomes active at once, the rest when its module has done it',
  partial: '`sendemail` sends nothing',
  parameters: {
    orderid: required(id('The order')),
    serverid: idFilter('Server for the services of the order'),
    serviceusername: text('User name for the services of the order'),
    servicepassword: text('Password for the services of the order'),
    registrar: text('Registrar module for the domains'),
    sendregistrar: flag('Whether the registrar is told'),
    autosetup: flag('Forces or prevents setting up, whatever the product says'),
    sendemail: flag('Accepted; no mail is sent', { unused: true }),
  },
  refusals: {
    not_found: ({ facts }) => (facts.noun === 'Order' ? 'Order ID not found or Status not Pending' : undefined),
    transition_refused: 'Order ID not found or Status not Pending',
  },
  fields: { serverId: 'serverid', username: 'serviceusername', password: 'servicepassword', module: 'registrar' },
  async answer({ actor, domain }, sent) {
    await domain.modules.acceptOrder(actor, sent.orderid, {
      serverId: sent.serverid || undefined,
      username: sent.serviceusername || undefined,
      password: sent.servicepassword || undefined,
      registrar: sent.registrar || undefined,
      sendRegistrar: sent.sendregistrar,
      autoSetup: sent.autosetup,
    })
    return {}
  },
})

type Settling = {
  name: string
  about: string
  /** The documented words for an order that is not there. */
  notFound: string
  /** And for one that is in the wrong status; the same when left out. */
  refused?: string
  settle: (orders: Orders, actor: Actor, orderId: number) => Promise<unknown>
}

const settling = ({ name, about, notFound, refused = notFound, settle }: Settling): WhmcsAction =>
  action({
    name,
    reads: false,
    permission: 'orders.write',
    about,
    parameters: {
      orderid: required(id('The order')),
      cancelsub: flag('Accepted; there are no gateway subscriptions', { unused: true }),
      noemail: flag('Accepted; no mail is sent', { unused: true }),
    },
    refusals: { not_found: notFound, transition_refused: refused, order_not_deletable: refused },
    async answer({ actor, domain }, { orderid }) {
      await settle(domain.orders, actor, orderid)
      return {}
    },
  })

export const cancelOrder = settling({
  name: 'CancelOrder',
  about: 'Cancels a pending order and what is in it',
  notFound: 'Order ID not found or Status not Pending',
  settle: (orders, actor, id) => orders.cancel(actor, id),
})

export const pendingOrder = settling({
  name: 'PendingOrder',
  about: 'Sets an order and what is in it back to pending',
  notFound: 'Order ID Not Found',
  settle: (orders, actor, id) => orders.reopen(actor, id),
})

export const fraudOrder = settling({
  name: 'FraudOrder',
  about: 'Marks an order and what is in it as fraud',
  notFound: 'Order ID Not Found',
  settle: (orders, actor, id) => orders.markFraud(actor, id),
})

export const deleteOrder = settling({
  name: 'DeleteOrder',
  about: 'Deletes a cancelled or fraudulent order with its items',
  notFound: 'Order ID not found',
  refused: 'The order status must be in Cancelled or Fraud to be deleted',
  settle: (orders, actor, id) => orders.delete(actor, id),
})
