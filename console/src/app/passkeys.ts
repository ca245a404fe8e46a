import { client } from './api.ts'

/** Signs in with one: the authenticator says who it is. */
export async function signInByPasskey(): Promise<unknown> {
  const { publicKey } = await client.sessions.passkeyOptions()
  const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as never)
  const given = (await navigator.credentials.get({ publicKey: options })) as PublicKeyCredential
  return client.sessions.createByPasskey(given.toJSON() as never)
}

/** Makes one for who is signed in. */
export async function createPasskey(name: string) {
  const { publicKey } = await client.me.passkeyOptions()
  const options = PublicKeyCredential.parseCreationOptionsFromJSON(publicKey as never)
  const made = (await navigator.credentials.create({ publicKey: options })) as PublicKeyCredential
  return client.me.createPasskey({ name, response: made.toJSON() as never })
}
