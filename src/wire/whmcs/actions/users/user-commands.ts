import { Refusal } from '../../../../base/refusal.ts'
import { action } from '../../action.ts'
import { id, required, text } from '../../parameters.ts'

const EMAIL = {
  email_invalid: 'The email address entered is not valid',
  user_email_taken: 'A user already exists with that email address',
}

/** In the order of the documents, so that the first thing missing is the first one on their page. */
const NEEDED = [
  ['firstname', 'You did not enter a first name'],
  ['lastname', 'You did not enter a last name'],
  ['email', 'You did not enter an email address'],
  ['password2', 'You did not enter a password'],
] as const

/** Part A6 of the reference. */
export const addUser = action({
  name: 'AddUser',
  reads: false,
  permission: 'clients.write',
  about: 'Makes a user, who may sign in for nobody yet',
  parameters: {
    firstname: required(text('First name')),
    lastname: required(text('Last name')),
    email: required(text('E-mail address, unique among users')),
    password2: required(text('Password')),
    language: text('Language, such as `english`'),
  },
  refusals: EMAIL,
  async answer({ actor, domain, quoted }, sent) {
    for (const [name, words] of NEEDED) if (!sent[name]?.trim()) throw new Refusal('user_field_required', words)
    const { firstname, lastname, email, password2, language } = sent
    const form = { firstName: firstname, lastName: lastname, email: email!, password: password2, language }
    const user = await domain.clients.people.create(actor, form)
    return { user_id: quoted(user.id) }
  },
})

/** Part A6 of the reference. */
export const updateUser = action({
  name: 'UpdateUser',
  reads: false,
  permission: 'clients.write',
  about: 'Changes name, e-mail address or language of a user',
  parameters: {
    user_id: required(id('The user')),
    firstname: text('First name'),
    lastname: text('Last name'),
    email: text('E-mail address'),
    language: text('Language'),
  },
  refusals: { ...EMAIL, not_found: 'Invalid User ID requested', client_field_required: EMAIL.email_invalid },
  async answer({ actor, domain, quoted }, { user_id, firstname, lastname, email, language }) {
    await domain.clients.people.get(actor, user_id)
    if ([firstname, lastname, email, language].every((sent) => sent === undefined))
      throw new Refusal('nothing_to_update', 'One of `email`, `firstname`, `lastname`, or `language` is required')
    await domain.clients.people.update(actor, user_id, {
      ...{ firstName: firstname, lastName: lastname, email, language },
    })
    return { user_id: quoted(user_id) }
  },
})
