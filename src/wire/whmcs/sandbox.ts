import type { SandboxFace } from '../sandbox-face.ts'
import { groupOf } from './documented.ts'
import { ACTIONS } from './registry.ts'

export const whmcsSandbox = (): SandboxFace => ({
  id: 'whmcs',
  title: 'WHMCS API',
  about: 'One address; the action is a parameter. Sign in with an API credential, or as a staff member.',
  path: '/includes/api.php',
  kind: 'whmcs',
  userLabel: 'API identifier, or username',
  secretLabel: 'API secret, or password',
  note: 'A staff password is hashed with MD5 in this page, and kept in memory only.',
  choices: ['format'],
  calls: ACTIONS.map(({ name, about, reads, parameters }) => ({
    group: groupOf(name),
    name,
    about,
    http: reads ? 'GET' : 'POST',
    action: name,
    parameters: Object.entries(parameters).map(([parameter, { kind: type, required, about: words }]) => ({
      name: parameter,
      type,
      required,
      about: words,
    })),
  })),
})
