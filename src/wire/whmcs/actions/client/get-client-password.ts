import { action } from '../../action.ts'
import { idFilter, textFilter } from '../../parameters.ts'

/** Part A5 of the reference. No hash leaves the server, so there is only the answer without one. */
export const getClientPassword = action({
  name: 'GetClientPassword',
  reads: true,
  permission: 'clients.read',
  about: 'Says that there is such a client',
  partial: '`password` is always empty: no hashes are handed out',
  parameters: { userid: idFilter('The client'), email: textFilter('Or its e-mail address') },
  refusals: { not_found: 'Client ID Not Found' },
  async answer({ actor, domain }, { userid, email }) {
    await (userid === undefined && email !== undefined
      ? domain.clients.getByEmail(actor, email)
      : domain.clients.get(actor, userid ?? 0))
    return { password: '' }
  },
})
