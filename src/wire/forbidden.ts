import { PermissionRefused, Refusal } from '../base/refusal.ts'

/** Codes of refusals that say to somebody who was let in that this is not for them. */
const FORBIDDEN = [
  'permission_refused',
  'not_visible',
  'read_only_key',
  'account_key_needed',
  'other_service',
  'not_for_workers',
]

/** What is missing, of a failure that says so; undefined of all others. */
export function forbiddenBy(failure: unknown): string | undefined {
  if (failure instanceof PermissionRefused) return failure.facts.permission
  return failure instanceof Refusal && FORBIDDEN.includes(failure.code) ? failure.code : undefined
}
