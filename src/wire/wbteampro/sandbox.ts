import type { SandboxFace } from '../sandbox-face.ts'
import { PROGRAMS } from './address.ts'

/** Its methods are asked of `api.resources` when somebody connects. */
export const wbteamproSandbox: SandboxFace = {
  id: 'wbteampro',
  title: 'Remote API',
  about:
    'Projects, actions, discussions, files, tickets and time. Sign in as a staff member, or with an API credential.',
  path: PROGRAMS[0],
  kind: 'remote',
  userLabel: 'API user',
  secretLabel: 'API password',
  note: 'The password, or its MD5 of 32 hex digits. A password is hashed with MD5 in this page; both are kept in memory only.',
  choices: ['place', 'verb', 'params', 'format'],
}
