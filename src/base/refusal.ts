export interface RefusalOptions {
  /** What the reader can do about it. */
  hint?: string
  cause?: unknown
}

/**
 * An expected "no". `code` is stable, in snake_case, and what wires map to their own shapes; `facts` are the evidence;
 * the message is a sentence that is safe to show to whoever asked.
 */
export class Refusal extends Error {
  readonly code: string
  readonly facts: Readonly<Record<string, unknown>>
  readonly hint: string | undefined

  constructor(
    code: string,
    message: string,
    facts: Readonly<Record<string, unknown>> = {},
    { hint, cause }: RefusalOptions = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = new.target.name
    this.code = code
    this.facts = facts
    this.hint = hint
  }
}

export class NotFound extends Refusal {
  declare readonly code: 'not_found'
  declare readonly facts: { readonly noun: string; readonly id: number | string }

  constructor(noun: string, id: number | string) {
    super('not_found', `${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${id} was not found`, { noun, id })
  }
}

/** Leave `got` out where the value may be a secret: it goes into the message and the facts. */
export class Invalid extends Refusal {
  declare readonly code: 'invalid'
  declare readonly facts: { readonly field: string; readonly expected: string; readonly got?: unknown }

  constructor(field: string, expected: string, got?: unknown, options?: RefusalOptions) {
    const evidence = got === undefined ? '' : `, got ${shown(got)}`
    super('invalid', `Invalid ${field}: expected ${expected}${evidence}`, { field, expected, got }, options)
  }
}

export class PermissionRefused extends Refusal {
  declare readonly code: 'permission_refused'
  declare readonly facts: { readonly permission: string }

  constructor(permission: string) {
    super(
      'permission_refused',
      `This needs the permission ${permission}`,
      { permission },
      { hint: `Add ${permission} to a role of this staff user or credential` },
    )
  }
}

/** Somebody else changed the thing between our reading and our writing. Nothing was written. */
export class Conflict extends Refusal {
  declare readonly code: 'conflict'
  declare readonly facts: { readonly noun: string; readonly id: number | string }

  constructor(noun: string, id: number | string) {
    super(
      'conflict',
      `Somebody else changed ${noun} ${id} meanwhile`,
      { noun, id },
      { hint: 'Read it again and repeat the change' },
    )
  }
}

/** How many of each kind, by its plural, name a thing. */
export type Holders = Readonly<Record<string, number>>

/** What is named elsewhere is not deleted. */
class InUse extends Refusal {
  declare readonly code: 'in_use'
  declare readonly facts: { readonly noun: string; readonly id: number | string; readonly heldBy: Holders }

  constructor(noun: string, id: number | string, heldBy: Holders, hint: string) {
    const told = Object.entries(heldBy).map(([what, count]) => `${what} (${count})`)
    super('in_use', `${noun} ${id} is in use: ${told.join(', ')}`, { noun, id, heldBy }, { hint })
  }
}

/** Refuses where anything names it. */
export function refuseHeld(noun: string, id: number | string, holders: Holders, hint: string): void {
  const heldBy = Object.fromEntries(Object.entries(holders).filter(([, count]) => count > 0))
  if (Object.keys(heldBy).length > 0) throw new InUse(noun, id, heldBy, hint)
}

export class TransitionRefused extends Refusal {
  declare readonly code: 'transition_refused'
  declare readonly facts: { readonly noun: string; readonly from: string; readonly verb: string }

  constructor(noun: string, from: string, verb: string) {
    super('transition_refused', `Cannot ${verb} the ${noun}: it is ${from}`, { noun, from, verb })
  }
}

/** A bounded queue in this process is full. Nothing was done. */
export class Busy extends Refusal {
  declare readonly code: 'busy'
  declare readonly facts: { readonly doing: string }

  constructor(doing: string) {
    super('busy', `Too many requests are waiting for ${doing}`, { doing }, { hint: 'Try again in a moment' })
  }
}

const SHOWN_CHARACTERS = 60

function shown(value: unknown): string {
  if (value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value !== 'string') return String(value)
  // Cut by characters, so that none is cut in half, but without spreading a huge text.
  const characters = Array.from(value.slice(0, 2 * SHOWN_CHARACTERS + 2))
  const cut = characters.length > SHOWN_CHARACTERS
  return JSON.stringify(cut ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : value)
}
