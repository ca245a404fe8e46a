import { may } from '../../../../access/actor.ts'
import { action } from '../../action.ts'
import { idFilter, required, text } from '../../parameters.ts'

/** Section 6.5 of the reference; `userid` was the name of `clientid` before 8.0. */
export const logActivity = action({
  name: 'LogActivity',
  reads: false,
  permission: 'activity.write',
  about: 'Writes a line to the activity log',
  parameters: {
    description: required(text('The line')),
    clientid: idFilter('The client it concerns; 0 for none', { aliases: ['userid'] }),
  },
  refusals: { not_found: 'Client ID Not Found' },
  async answer({ actor, domain }, { description, clientid }) {
    // Who may not read clients does not learn here which ones there are.
    if (clientid && may(actor, 'clients.read')) await domain.clients.get(actor, clientid)
    await domain.access.activity.log(actor, description ?? '', clientid || null)
    return {}
  },
})
