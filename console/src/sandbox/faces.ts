/** What the server tells of a face: how to sign in, what can be asked, and which choices there are in asking. */
export type Face = {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly path: string
  readonly kind: 'remote' | 'whmcs' | 'rest' | 'native'
  readonly userLabel: string
  readonly secretLabel: string
  readonly note: string
  readonly choices: readonly Choice[]
  readonly calls?: readonly Call[]
}

export type Choice = 'place' | 'verb' | 'params' | 'format'
export type Choices = Readonly<Record<Choice, string>>

export type Call = {
  readonly group: string
  readonly name: string
  readonly about: string
  readonly http: string
  readonly action: string
  readonly parameters: readonly Parameter[]
}

export type Parameter = {
  readonly name: string
  readonly type: string
  readonly required: boolean | number
  readonly about: string
  readonly place?: 'path' | 'query' | 'body' | 'header'
}

export const USUAL: Choices = { place: 'path', verb: 'verb', params: 'json', format: 'json' }

/** Undefined where the operator has switched the sandbox off. */
export async function readFaces(address: string): Promise<readonly Face[] | undefined> {
  const answer = await fetch(address, { headers: { accept: 'application/json' }, cache: 'no-store' })
  if (answer.status === 404) return undefined
  if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`)
  return (await answer.json()) as Face[]
}

/** Asked for once more before it is sent. */
export const deletes = ({ http, name }: Call): boolean =>
  http === 'DELETE' || (http !== 'GET' && /delete|purge$|revoke|terminate/i.test(name))
