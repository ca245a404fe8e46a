import type { DeclaredCause } from '../../panel/causes.ts'
import { ABSENT, ALREADY_SUSPENDED, DOMAIN_TAKEN, NAME_TAKEN, NOT_SUSPENDED, STILL_LISTED } from './rules.ts'

/** What `rules.ts` makes of WHM's words, and what mends it. */
export const CAUSES: readonly DeclaredCause[] = [
  {
    class: 'configuration',
    cause: 'unknown package',
    fix: 'choose-package',
    title: 'Package “{what}” does not exist on {where}',
  },
  {
    class: 'configuration',
    cause: 'no package',
    fix: 'choose-package',
    title: 'The product {what} names no package',
  },
  { class: 'configuration', cause: 'licence full', fix: 'server-setting', title: '{where} takes no more accounts' },
  {
    class: 'configuration',
    cause: 'account of another owner',
    fix: 'server-key',
    title: 'An account on {where} belongs to another reseller',
  },
  {
    class: 'configuration',
    cause: 'missing permission',
    fix: 'server-key',
    title: 'The key of {where} lacks the permission {what}',
  },
  {
    class: 'configuration',
    cause: 'missing permissions',
    fix: 'server-key',
    title: 'The key of {where} lacks permissions',
  },
  {
    class: 'configuration',
    cause: 'unknown function',
    fix: 'server-setting',
    title: '{where} does not know the function {what}',
  },
  {
    class: 'configuration',
    cause: 'session elsewhere',
    fix: 'server-setting',
    title: '{where} is known by another host name',
  },
  { class: 'conflict', cause: NAME_TAKEN, fix: 'rename', title: 'The user name is taken on {where}' },
  { class: 'conflict', cause: DOMAIN_TAKEN, fix: 'rename', title: 'The domain is taken on {where}' },
  {
    class: 'conflict',
    cause: 'user name too like another',
    fix: 'rename',
    title: 'The user name is too like another on {where}',
  },
  { class: 'conflict', cause: ALREADY_SUSPENDED, fix: 'retry', title: 'The account is suspended on {where} already' },
  { class: 'conflict', cause: NOT_SUSPENDED, fix: 'retry', title: 'The account is not suspended on {where}' },
  {
    class: 'unknown',
    cause: 'half-made account',
    fix: 'look-again',
    title: '{where} has made half of an account',
  },
  { class: 'unknown', cause: STILL_LISTED, fix: 'look-again', title: '{where} lists an account that it cannot remove' },
  { class: 'permanent', cause: ABSENT, fix: 'make-task', title: 'The account is not on {where}' },
  {
    class: 'permanent',
    cause: 'user name too like another',
    fix: 'rename',
    title: 'The user name is too like another on {where}',
  },
  { class: 'permanent', cause: 'reserved user name', fix: 'rename', title: '{where} keeps the user name for itself' },
  { class: 'permanent', cause: 'invalid user name', fix: 'rename', title: '{where} does not accept the user name' },
  { class: 'permanent', cause: 'invalid domain', fix: 'rename', title: '{where} does not accept the domain' },
  { class: 'permanent', cause: 'weak password', fix: 'make-task', title: '{where} does not accept the password' },
  { class: 'transient', cause: 'locked', fix: 'retry', title: 'The account is locked on {where}' },
]
