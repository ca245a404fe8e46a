import type { AnswerRule } from '../../panel/read-answer.ts'

export const ABSENT = 'account absent'
export const NAME_TAKEN = 'user name taken'
export const DOMAIN_TAKEN = 'domain taken'
export const ALREADY_SUSPENDED = 'already suspended'
export const NOT_SUSPENDED = 'not suspended'
export const STILL_LISTED = 'still listed'

/** The panel's texts (panels reference, section 1.4), without what it puts around them. Its quotes are typographic. */
export const RULES: readonly AnswerRule[] = [
  { words: /already has an account named/i, class: 'conflict', cause: NAME_TAKEN, field: 'username' },
  {
    words: /another account on this server has the same initial/i,
    class: 'conflict',
    cause: 'user name too like another',
    field: 'username',
    explanation: 'The first eight characters of a user name are unique on a server: choose another name.',
  },
  { words: /a group for that username already exists/i, class: 'unknown', cause: 'half-made account' },
  {
    words: /already exists in the (apache configuration|userdata)/i,
    class: 'conflict',
    cause: DOMAIN_TAKEN,
    field: 'domain',
  },
  { words: /reserved username/i, class: 'permanent', cause: 'reserved user name', field: 'username' },
  { words: /is not a valid username/i, class: 'permanent', cause: 'invalid user name', field: 'username' },
  {
    words: /is not a valid domain|must choose a domain/i,
    class: 'permanent',
    cause: 'invalid domain',
    field: 'domain',
  },
  { words: /"(?<what>[^"]*)" is not a valid pac\w+ name/i, class: 'configuration', cause: 'unknown package' },
  { words: /must choose a package/i, class: 'configuration', cause: 'no package' },
  { words: /package does not exist/i, class: 'configuration', cause: 'unknown package' },
  { words: /does not exist/i, class: 'permanent', cause: ABSENT, explanation: 'The account is not on this server.' },
  { words: [/password/i, /weak|strength|rating/i], class: 'permanent', cause: 'weak password', field: 'password' },
  { words: /already suspended/i, class: 'conflict', cause: ALREADY_SUSPENDED },
  { words: /not (currently )?suspended|already unsuspended/i, class: 'conflict', cause: NOT_SUSPENDED },
  { words: /maximum number of accounts|licen[cs]e/i, class: 'configuration', cause: 'licence full' },
  { words: /access denied to account/i, class: 'configuration', cause: 'account of another owner' },
  { words: /access denied|permission denied/i, class: 'configuration', cause: 'missing permission' },
  { words: /\block(ed)?\b|lock file|try again/i, class: 'transient', cause: 'locked' },
  { words: /Unknown App Requested: (?<what>\w+)/i, class: 'configuration', cause: 'unknown function' },
]
