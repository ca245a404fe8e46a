import type { DeclaredCause } from '../../panel/causes.ts'

/** Of everything that answers in our own contract, be it over HTTP or as a command. */
export const ANSWER_CAUSES: readonly DeclaredCause[] = [
  { class: 'unknown', cause: 'accepted, not finished', fix: 'look-again', title: '{where} is still at work on it' },
  { class: 'permanent', cause: 'account absent', fix: 'make-task', title: 'The account is not on {where}' },
]

export const CAUSES: readonly DeclaredCause[] = [
  ...ANSWER_CAUSES,
  { class: 'configuration', cause: 'no URL', fix: 'server-setting', title: '{where} has no usable URL' },
  { class: 'configuration', cause: 'no secret', fix: 'server-setting', title: '{where} has no usable signing secret' },
  { class: 'configuration', cause: 'HTTP 404', fix: 'server-setting', title: 'Nobody answers at the URL of {where}' },
  { class: 'permanent', cause: 'message too long', fix: 'make-task', title: 'The message to {where} is too long' },
]
