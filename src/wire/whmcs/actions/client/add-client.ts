import { action } from '../../action.ts'
import { flag, idFilter, integer, required, text } from '../../parameters.ts'
import { cardWarning, clientFields, clientForm, clientParameters, fieldRequired } from './client-parameters.ts'

/** Section 6.1 of the reference. */
export const addClient = action({
  name: 'AddClient',
  reads: false,
  permission: 'clients.write',
  about: 'Adds a client and the user who owns it',
  parameters: {
    ...clientParameters,
    firstname: required(clientParameters.firstname),
    lastname: required(clientParameters.lastname),
    email: required(clientParameters.email),
    address1: required(clientParameters.address1),
    city: required(clientParameters.city),
    state: required(clientParameters.state),
    postcode: required(clientParameters.postcode),
    country: required(clientParameters.country),
    phonenumber: required(clientParameters.phonenumber),
    owner_user_id: idFilter('An existing user who becomes the owner'),
    password2: text('Password of the new user'),
    securityqid: integer('Security question id'),
    securityqans: text('Answer to the security question'),
    noemail: flag('No welcome mail; none is sent in any case', { unused: true }),
  },
  refusals: {
    client_field_required: ({ facts }) => fieldRequired(facts),
    email_invalid: 'The email address you entered was not valid',
    country_invalid: 'Valid country required',
    phone_invalid: 'Invalid telephone phone number',
    custom_field_required: ({ facts }) => `You did not provide required custom field value for ${facts.name}`,
    owner_user_unknown: 'Invalid Owner User ID',
    user_email_taken: 'A user already exists with that email address',
    email_taken: 'The email address entered is not available for use.',
  },
  fields: clientFields,
  async answer(call, sent) {
    const { client, ownerUserId } = await call.domain.clients.create(call.actor, {
      ...clientForm(call, sent),
      ownerUserId: sent.owner_user_id,
      password: sent.password2,
      securityQuestionId: sent.securityqid,
      securityAnswer: sent.securityqans,
    })
    return { clientid: call.quoted(client.id), owner_id: call.quoted(ownerUserId), ...cardWarning(call) }
  },
})
