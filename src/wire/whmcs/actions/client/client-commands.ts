import { action } from '../../action.ts'
import { flag, id, required } from '../../parameters.ts'

/** Section 6.1 of the reference. */
export const closeClient = action({
  name: 'CloseClient',
  reads: false,
  permission: 'clients.write',
  about: 'Closes the account of a client; what it holds ends in the records, and no panel is told',
  parameters: { clientid: required(id('The client')) },
  refusals: { not_found: 'Client ID Not Found' },
  async answer({ actor, domain, echoId }, { clientid }) {
    await domain.clients.close(actor, clientid, { holdings: true })
    return { clientid: echoId('clientid') }
  },
})

/** Section 6.1 of the reference. */
export const deleteClient = action({
  name: 'DeleteClient',
  reads: false,
  permission: 'clients.write',
  about:
    'Deletes a client for good, with all that is its; refused while a panel or a registrar still has something of it',
  parameters: {
    clientid: required(id('The client')),
    deleteusers: flag('Users who sign in for nobody else go too'),
    deletetransactions: flag('Accepted: there are no transactions'),
  },
  refusals: {
    not_found: 'Client ID Not Found',
    client_has_running: ({ message }) => `Client Delete Failed: ${message}`,
  },
  async answer({ actor, domain, quoted }, { clientid, deleteusers }) {
    await domain.clients.delete(actor, clientid, { withUsers: deleteusers })
    return { clientid: quoted(clientid) }
  },
})
