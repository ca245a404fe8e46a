import type { FailureClass } from './outcome.ts'

/** What mends a cause; what each of them does stands in `queue/fixes.ts`. */
export const FIX_NAMES = [
  'choose-package',
  'product-setting',
  'server-setting',
  'server-key',
  'assign-server',
  'rename',
  'retry',
  'look-again',
  'make-task',
  'approve',
] as const
export type FixName = (typeof FIX_NAMES)[number]

/** A cause that failures name, with what mends it. */
export type DeclaredCause = {
  readonly class: FailureClass
  /** As failures give it, or how it begins: `unknown package` is also that of `unknown package gold`. */
  readonly cause: string
  readonly fix: FixName
  /** What is the matter, for people: `{what}` is what follows in the cause, `{where}` the server. */
  readonly title: string
}

/** Causes that every module has: of calls and answers that no module reads by itself, and of operations. */
export const GENERAL_CAUSES: readonly DeclaredCause[] = [
  { class: 'transient', cause: 'HTTP', fix: 'retry', title: '{where} answers {what}' },
  { class: 'transient', cause: 'no answer:', fix: 'retry', title: '{where} does not answer' },
  { class: 'transient', cause: 'page for people', fix: 'retry', title: '{where} answers with a page for people' },
  { class: 'unknown', cause: 'HTTP', fix: 'look-again', title: '{where} answered {what}, and may have done it' },
  { class: 'unknown', cause: 'no answer:', fix: 'look-again', title: '{where} did not answer, and may have done it' },
  {
    class: 'unknown',
    cause: 'page for people',
    fix: 'look-again',
    title: '{where} answered with a page for people, and may have done it',
  },
  {
    class: 'transient',
    cause: 'answer of an unexpected shape',
    fix: 'retry',
    title: '{where} answers what nobody can read',
  },
  {
    class: 'unknown',
    cause: 'answer of an unexpected shape',
    fix: 'look-again',
    title: '{where} answered what nobody can read, and may have done it',
  },
  { class: 'unknown', cause: 'unknown outcome', fix: 'look-again', title: 'What {where} did is not known' },
  { class: 'unknown', cause: 'never finished', fix: 'look-again', title: '{where} has never finished it' },
  { class: 'conflict', cause: 'no such account', fix: 'make-task', title: '{where} has no such account' },
  { class: 'conflict', cause: 'exists already', fix: 'rename', title: 'It exists on {where}, and is not ours' },
  { class: 'configuration', cause: 'HTTP', fix: 'server-setting', title: '{where} answers {what}' },
  { class: 'configuration', cause: 'call request', fix: 'server-setting', title: '{where} cannot be called' },
  {
    class: 'configuration',
    cause: 'call forbidden-address',
    fix: 'server-setting',
    title: '{where} has an address that may not be called',
  },
  {
    class: 'configuration',
    cause: 'call certificate',
    fix: 'server-setting',
    title: '{where} shows a certificate that nobody vouches for',
  },
  { class: 'configuration', cause: 'call tls', fix: 'server-setting', title: '{where} does not speak TLS there' },
  { class: 'configuration', cause: 'no module', fix: 'product-setting', title: 'There is no module {what}' },
  { class: 'configuration', cause: 'no server for', fix: 'assign-server', title: 'No server is assigned' },
  { class: 'configuration', cause: 'brake', fix: 'approve', title: 'The brake holds commands on {where}' },
  { class: 'authentication', cause: 'HTTP', fix: 'server-key', title: '{where} refuses our sign-in' },
  { class: 'authentication', cause: 'login page', fix: 'server-key', title: '{where} wants us to sign in' },
  { class: 'authentication', cause: 'sent to a login page', fix: 'server-key', title: '{where} wants us to sign in' },
  { class: 'permanent', cause: 'no', fix: 'make-task', title: 'The module cannot {what}' },
]

/** The one that says most about it. */
export function declaredCause(
  declared: readonly DeclaredCause[],
  failureClass: FailureClass,
  cause: string,
): DeclaredCause | undefined {
  const fitting = [...declared, ...GENERAL_CAUSES].filter(
    (known) => known.class === failureClass && (cause === known.cause || cause.startsWith(`${known.cause} `)),
  )
  return fitting.toSorted((a, b) => b.cause.length - a.cause.length)[0]
}
