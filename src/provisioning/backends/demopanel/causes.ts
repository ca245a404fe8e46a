import type { DeclaredCause } from '../../panel/causes.ts'

export const CAUSES: readonly DeclaredCause[] = [
  {
    class: 'configuration',
    cause: 'unknown plan',
    fix: 'choose-package',
    title: 'Plan “{what}” does not exist on {where}',
  },
  { class: 'authentication', cause: 'login failed', fix: 'server-key', title: '{where} refuses our sign-in' },
  { class: 'transient', cause: 'locked', fix: 'retry', title: 'The account is locked on {where}' },
  { class: 'permanent', cause: 'account absent', fix: 'make-task', title: 'The account is not on {where}' },
  { class: 'permanent', cause: 'name absent', fix: 'make-task', title: 'The name is not registered at {where}' },
  { class: 'permanent', cause: 'invalid domain', fix: 'rename', title: '{where} does not accept the domain' },
]
