import { makeCounts } from '../../base/measuring/counts.ts'

/**
 * With what somebody signs in. What was right a moment ago is remembered and is no sign-in. `password` is that of a member of
 * staff, `outbound` that of an account that starts things or works; `again` is shown by who is signed in.
 */
const METHODS = ['password', 'credential', 'passkey', 'sign_on', 'link', 'access_key', 'outbound', 'again'] as const
type SignInMethod = (typeof METHODS)[number]

/** `held_up` is not looked at: banned, or too soon. `refused` was right and is not let in, or not yet. */
const OUTCOMES = ['right', 'wrong', 'refused', 'held_up'] as const

export const signIns = Object.fromEntries(METHODS.map((method) => [method, makeCounts(OUTCOMES)])) as Record<
  SignInMethod,
  ReturnType<typeof makeCounts<(typeof OUTCOMES)[number]>>
>

/** By the first word of who is named in an attempt. */
const METHOD_OF: Readonly<Record<string, SignInMethod>> = {
  staff: 'password',
  credential: 'credential',
  passkey: 'passkey',
  link: 'link',
  'access key': 'access_key',
  outbound: 'outbound',
}

export function countSignIn([what = '']: readonly string[], outcome: (typeof OUTCOMES)[number]): void {
  signIns[METHOD_OF[what] ?? 'again'].add(outcome)
}
