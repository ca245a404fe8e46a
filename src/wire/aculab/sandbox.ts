import type { SandboxFace } from '../sandbox-face.ts'
import { ENDPOINTS } from './registry.ts'

export const aculabSandbox = (): SandboxFace => ({
  id: 'aculab',
  title: 'Aculab outbound',
  about:
    'Outbound services and their queues. Sign in with an account and its API key, or with a service and its password.',
  path: '/',
  kind: 'rest',
  userLabel: 'cloud/user, or cloud/user/service',
  secretLabel: 'API access key, or service password',
  note: 'Some calls take the form with a service, some the one without; each says which.',
  choices: [],
  calls: ENDPOINTS.map(({ methods, path, form, about, parameters, body, reads }) => ({
    group: path.split('/')[path.startsWith('/service/') ? 3 : 1]?.replaceAll('_', ' ') ?? '',
    name: `${methods[0]} ${path}`,
    about: `${about}. ${LOGINS[form]}`,
    http: methods.includes('POST') && !reads ? 'POST' : methods[0]!,
    action: path,
    parameters: [
      ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
        name: name!,
        type: 'string',
        required: true,
        about: 'In the address',
      })),
      ...Object.entries(parameters).map(([name, { kind: type, required, about: words }]) => ({
        name,
        type,
        required,
        about: words,
      })),
      ...(body ? [{ name: 'body', type: 'JSON', required: true, about: 'The JSON of the body' }] : []),
    ],
  })),
})

const LOGINS = {
  account: 'Sign in as cloud/user with an API key',
  service: "Sign in as cloud/user/service with the service's password",
  either: 'Either way of signing in will do',
}
