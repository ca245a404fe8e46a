import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import {
  cardWarning,
  clientFields,
  clientForm,
  clientParameters,
  fieldRequired,
  preferenceChanges,
  updateParameters,
} from './client-parameters.ts'

/** Section 6.1 of the reference. */
export const updateClient = action({
  name: 'UpdateClient',
  reads: false,
  permission: 'clients.write',
  about: 'Changes a client, by id or e-mail address',
  parameters: { ...clientParameters, ...updateParameters },
  refusals: {
    not_found: ({ facts }) => (facts.noun === 'Client' ? 'Client ID Not Found' : undefined),
    client_field_required: ({ facts }) => fieldRequired(facts),
    email_invalid: 'The email address entered is not valid',
    email_taken: 'Duplicate Email Address',
    country_invalid: 'Valid country required',
    phone_invalid: 'Invalid telephone phone number',
    custom_field_required: ({ facts }) => `You did not provide required custom field value for ${facts.name}`,
    domain_emails_required:
      'You must have at least one email address enabled to receive domain related notifications as required by ICANN. To disable domain notifications, please create an alternative contact that is set to receive them',
  },
  fields: clientFields,
  async answer(call, sent) {
    if (sent.clientid === 0 && !sent.clientemail) throw new Refusal('client_not_named', 'Client ID Not Found')
    const target = sent.clientid === 0 ? { email: sent.clientemail! } : { id: sent.clientid }
    const form = clientForm(call, sent)
    const client = await call.domain.clients.update(call.actor, target, {
      ...form,
      status: statusOf(sent.status),
      paymentMethod: sent.paymentmethod,
      preferences: { ...form.preferences, ...preferenceChanges(sent) },
    })
    return { clientid: call.echoId('clientid') || call.quoted(client.id), ...cardWarning(call) }
  },
})

/** Any case; what is no status is left for the verb to refuse by name. */
function statusOf(sent: string | undefined) {
  if (!sent?.trim()) return undefined
  const text = sent.trim()
  return (text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()) as 'Active' | 'Inactive' | 'Closed'
}
