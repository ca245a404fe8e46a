import { action } from '../../action.ts'
import { required, text } from '../../parameters.ts'

/** Section 6.5 of the reference. Two runs give two texts. */
export const encryptPassword = action({
  name: 'EncryptPassword',
  reads: true,
  permission: 'services.passwords',
  about: 'Encrypts a text, for DecryptPassword of this installation alone',
  parameters: { password2: required(text('The text')) },
  fields: { password: 'password2' },
  answer: async ({ actor, domain }, { password2 }) => ({
    password: domain.access.passwordTexts.encrypt(actor, password2 ?? ''),
  }),
})

/** Section 6.5 of the reference. */
export const decryptPassword = action({
  name: 'DecryptPassword',
  reads: true,
  permission: 'services.passwords',
  about: 'Reads what EncryptPassword of this installation made, and nothing else',
  parameters: { password2: required(text('A text of EncryptPassword')) },
  fields: { password: 'password2' },
  answer: async ({ actor, domain }, { password2 }) => ({
    password: domain.access.passwordTexts.decrypt(actor, password2 ?? ''),
  }),
})
