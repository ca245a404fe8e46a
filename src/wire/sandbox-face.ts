/** What the sandbox knows of a face: how to sign in, what can be asked, and which choices there are in asking. */
export type SandboxFace = {
  readonly id: string
  readonly title: string
  readonly about: string
  /** Below whatever prefix the page was asked for. */
  readonly path: string
  /** How requests are made: one chain of keys, one address for all, or an address for each, the last with JSON. */
  readonly kind: 'remote' | 'whmcs' | 'rest' | 'native'
  /** Empty where the secret says who it is. */
  readonly userLabel: string
  readonly secretLabel: string
  readonly note: string
  readonly choices: readonly ('place' | 'verb' | 'params' | 'format')[]
  /** None where the face itself says what can be asked. */
  readonly calls?: readonly SandboxCall[]
}

type SandboxCall = {
  readonly group: string
  readonly name: string
  readonly about: string
  readonly http: string
  /** The action or address; `{name}` is filled in from a parameter. */
  readonly action: string
  readonly parameters: readonly SandboxParameter[]
}

export type SandboxParameter = {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly about: string
  /** Where it goes, on the face whose requests have several places. */
  readonly place?: 'path' | 'query' | 'body' | 'header'
}
