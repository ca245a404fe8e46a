import { type Call, type Face, type Parameter, USUAL } from './faces.ts'
import { md5 } from './md5.ts'
import { fetchArguments, requestOf } from './requests.ts'

export type Login = {
  readonly api: string
  readonly username: string
  readonly secret: string
  /** The secret as programs of that face send it. */
  readonly password: string
  readonly isCredential: boolean
  /** Of the session in which the console is open; then there is no secret. */
  readonly csrfToken?: string
}

export type Connection = { readonly login: Login; readonly calls: readonly Call[] }

type Sent = { api: string; username: string; secret: string }

export async function connect(face: Face, { api, username, secret }: Sent, wrongServer: string): Promise<Connection> {
  if (new URL(api).origin !== location.origin) throw new Error(`${wrongServer} ${location.origin}`)
  const isCredential = /^[0-9A-Za-z]{32}$/.test(username)
  // A password, or the digest of it that the programs send.
  const password = isCredential || /^[0-9a-f]{32}$/i.test(secret) ? secret : md5(secret)
  const login = { api, username, secret, password, isCredential }
  return { login, calls: face.calls ?? (await askForCalls(face, login)) }
}

type Resource = { resource: string; method: string; description: string; http: string; action: string }
type Resources = {
  response?: { resources?: (Resource & { parameters: (Omit<Parameter, 'about'> & { description: string })[] })[] }
  request?: { message?: string }
  detail?: string
}

async function askForCalls(face: Face, login: Login): Promise<readonly Call[]> {
  const call = { group: '', about: '', name: 'findResources', action: 'api.resources', http: 'GET', parameters: [] }
  const answer = await fetch(...fetchArguments(requestOf({ face, call, login, values: {}, choices: USUAL })))
  const body = (await answer.json().catch(() => undefined)) as Resources | undefined
  if (!body?.response?.resources)
    throw new Error(`${answer.status}: ${body?.request?.message ?? body?.detail ?? answer.statusText}`)
  return body.response.resources.map(({ resource, method, description, http, action, parameters }) => ({
    group: resource,
    name: method,
    about: description,
    http,
    action,
    parameters: [
      ...inAddress(action),
      ...parameters.map(({ description: about, ...parameter }) => ({ ...parameter, about })),
    ],
  }))
}

/** The numbers in the chain are filled in like parameters. */
const inAddress = (action: string): Parameter[] =>
  [...action.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name: name!,
    type: 'int',
    required: true,
    about: 'In the address',
  }))
