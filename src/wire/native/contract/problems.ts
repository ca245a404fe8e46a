/**
 * The one table of what can go wrong: the stable code, its HTTP status and its title. Codes of refusals that do not stand
 * here are answered with the status and title of `refused`, and keep their own code.
 */
export const PROBLEMS = {
  invalid: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'A valid token is needed' },
  sign_in_refused: { status: 401, title: 'Signing in was refused' },
  second_factor_required: { status: 401, title: 'A second factor is needed' },
  second_factor_wrong: { status: 401, title: 'The second factor is wrong' },
  permission_refused: { status: 403, title: 'A permission is missing' },
  no_api_access: { status: 403, title: 'This account may not use the API' },
  staff_disabled: { status: 403, title: 'The staff account is disabled' },
  address_banned: { status: 403, title: 'This address is banned for now' },
  address_not_allowed: { status: 403, title: 'This address may not use the API' },
  csrf_token_wrong: { status: 403, title: 'The token of the page is missing or wrong' },
  second_factor_not_set_up: { status: 403, title: 'A second factor must be set up first' },
  session_needed: { status: 403, title: 'This is for people who signed in' },
  cross_site: { status: 403, title: 'This is not for pages of other sites' },
  not_owner: { status: 403, title: 'It is of somebody else' },
  not_visible: { status: 403, title: 'This is not for you' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'This path does not take this method' },
  too_slow: { status: 408, title: 'The request came too slowly' },
  conflict: { status: 409, title: 'Somebody else was faster' },
  idempotency_unanswered: { status: 409, title: 'It is under way, or was done' },
  version_differs: { status: 412, title: 'Somebody else changed it' },
  transition_refused: { status: 409, title: 'Not from this state' },
  in_use: { status: 409, title: 'Something else needs it' },
  thread_closed: { status: 409, title: 'The thread is closed' },
  ticket_linked: { status: 409, title: 'It is linked there already' },
  project_archived: { status: 409, title: 'The project is archived' },
  file_too_large: { status: 413, title: 'The file is too large' },
  too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'The body must be JSON' },
  expectation_failed: { status: 417, title: 'Only 100-continue may be expected' },
  refused: { status: 422, title: 'Refused' },
  rate_limited: { status: 429, title: 'Too many requests' },
  head_too_large: { status: 431, title: 'The head of the request is too large' },
  internal: { status: 500, title: 'Something broke on our side' },
  busy: { status: 503, title: 'Too busy, try again in a moment' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof PROBLEMS
