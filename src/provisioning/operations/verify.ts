import type { AccountState, DomainState, VerbInput, VerbName } from '../panel/backend.ts'

/** What looking at the panel says about an action of which we have no answer. */
export type Verdict =
  /** It is so: the action counts as done. */
  | 'done'
  /** It is not so, at this moment. It may still become so until the panel's settle time is over; then it may be repeated. */
  | 'not-done'
  /** The panel is at work on it: look again. */
  | 'pending'
  /** There is no such account: the action makes no sense. */
  | 'gone'
  /** Something is there that is not ours, or not as we asked for it. */
  | 'conflict'
  /** Looking cannot tell, and repeating is not known to be harmless. */
  | 'undecidable'

/** Verbs about an account whose unknown outcome is decided by its state. */
export function verifyByState(verb: VerbName, { state, differs }: AccountState): Verdict {
  const absent = state === 'absent' || state === 'terminated'
  if (state === 'pending') return 'pending'
  switch (verb) {
    case 'create':
      return absent ? 'not-done' : differs.length > 0 ? 'conflict' : 'done'
    case 'suspend':
      return absent ? 'gone' : state === 'suspended' ? 'done' : 'not-done'
    case 'unsuspend':
      return absent ? 'gone' : state === 'active' ? 'done' : 'not-done'
    case 'terminate':
      return absent ? 'done' : 'not-done'
    case 'changePackage':
      return absent ? 'gone' : differs.includes('package') ? 'not-done' : 'done'
    case 'changePassword':
      // Nobody can see a password, and setting the same one twice is the same.
      return absent ? 'gone' : 'not-done'
    default:
      return 'undecidable'
  }
}

/** Verbs about a domain name. A renewal that is repeated is paid for twice: without a day to compare nobody repeats it. */
export function verifyByDomain(
  verb: 'registerDomain' | 'transferDomain' | 'renewDomain',
  { state, expiresOn, differs }: DomainState,
  until: VerbInput['renewDomain']['until'],
): Verdict {
  if (state === 'pending') return 'pending'
  if (verb === 'renewDomain') {
    if (state === 'absent') return 'gone'
    if (until === null || expiresOn === null) return 'undecidable'
    return expiresOn >= until ? 'done' : 'not-done'
  }
  if (state === 'absent') return 'not-done'
  return differs.length > 0 ? 'conflict' : 'done'
}
