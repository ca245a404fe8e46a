import { Refusal } from '../base/refusal.ts'

/** Who can open what a backup says of the secret key: whoever knows the passphrase, or has the identity of a recipient. */
export type KeySealing = { readonly passphrase: string } | { readonly recipients: readonly string[] }
export type KeyOpening = { readonly passphrase: string } | { readonly identity: string }

/** In the format of age (https://age-encryption.org/v1), so that its own program opens it too. */
export async function sealKey(text: string, sealing: KeySealing): Promise<Uint8Array> {
  const { Encrypter } = await import('age-encryption')
  const encrypter = new Encrypter()
  if ('passphrase' in sealing) encrypter.setPassphrase(sealing.passphrase)
  else
    for (const recipient of sealing.recipients)
      try {
        encrypter.addRecipient(recipient)
      } catch (cause) {
        const hint = 'One begins with age1; age-keygen makes one with its identity'
        throw new Refusal('invalid', `This is no recipient: ${recipient.slice(0, 100)}`, {}, { hint, cause })
      }
  return encrypter.encrypt(text)
}

export async function openKey(sealed: Uint8Array, opening: KeyOpening): Promise<string> {
  const { Decrypter } = await import('age-encryption')
  const decrypter = new Decrypter()
  try {
    if ('passphrase' in opening) decrypter.addPassphrase(opening.passphrase)
    else decrypter.addIdentity(opening.identity)
    return await decrypter.decrypt(sealed, 'text')
  } catch (cause) {
    const what = 'passphrase' in opening ? 'passphrase' : 'identity'
    throw new Refusal(
      'wrong_passphrase',
      `The secret key in this backup does not open with this ${what}`,
      {},
      { cause },
    )
  }
}
