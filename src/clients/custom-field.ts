import { type Actor, may } from '../access/actor.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import { isSealed, type Kept, openKept, sealChange } from '../base/secrets/sealed.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import { compilePattern } from '../base/text/linear-pattern.ts'
import { ClientRefused } from './refused.ts'

export const CUSTOM_FIELD_KINDS = ['text', 'link', 'password', 'dropdown', 'tickbox', 'textarea'] as const
type CustomFieldKind = (typeof CUSTOM_FIELD_KINDS)[number]

export const CUSTOM_FIELD_OWNERS = ['client', 'product', 'addon'] as const
export type CustomFieldOwner = (typeof CUSTOM_FIELD_OWNERS)[number]

/** What an operator asks beside the usual: of every client, or of who orders one product or add-on. */
export type CustomField = {
  id: number
  owner: CustomFieldOwner
  /** The product or add-on definition; 0 for clients. */
  ownerId: number
  name: string
  description: string
  kind: CustomFieldKind
  /** For `dropdown`. */
  choices: readonly string[]
  /** A regular expression that values must match; empty for none. */
  pattern: string
  required: boolean
  onOrderForm: boolean
  /** Clients do not see it. */
  staffOnly: boolean
  position: number
}

/** Custom field id to value. A ticked box is `on`. */
export type CustomFieldValues = Readonly<Record<string, string>>

/** The same as it is kept: what stood in a password field is sealed, also when the field has become another kind since. */
export type StoredCustomFields = Readonly<Record<string, Kept>>

type Strictness = {
  /** Required fields that are missing are refused; off where a partial change is checked. */
  complete: boolean
  /** An empty value is refused where the field is required. */
  required: boolean
  /** A value for a field that is not among them is refused; else it is passed over, as the clients of existing products expect. */
  known?: boolean | undefined
  /** Is told the keys that are passed over. */
  passedOver?: ((key: string) => void) | undefined
}

const LONGEST = 10_000

/**
 * What is kept after these values were given, beside what was kept `before`. Refuses what does not fit its field. Where
 * fields need not be known, one may be given by its name instead.
 */
export async function fillCustomFields(
  secrets: SecretBox,
  fields: readonly CustomField[],
  before: StoredCustomFields,
  given: CustomFieldValues,
  { complete, required, known = false, passedOver }: Strictness,
): Promise<StoredCustomFields> {
  const foreign = known && Object.keys(given).find((id) => !fields.some((field) => String(field.id) === id))
  if (foreign) throw new NotFound('Custom field', Number(foreign))
  const values: Record<string, Kept> = { ...before }
  const keys = new Set(Object.keys(given))
  const byName = ({ name }: CustomField) => (!known && Object.hasOwn(given, name) ? given[name] : undefined)
  for (const field of fields) {
    const text = given[field.id] ?? byName(field)
    keys.delete(String(field.id)) || keys.delete(field.name)
    if (text === undefined && !(complete && required)) continue
    const value = await kept(field, text ?? '')
    if (value === '' && field.required && required)
      throw new ClientRefused('custom_field_required', `A value is needed for ${field.name}`, { name: field.name })
    if (text !== undefined)
      values[field.id] = field.kind === 'password' ? sealChange(secrets, value, before[field.id]) : value
  }
  for (const key of keys) passedOver?.(key)
  return values
}

async function kept(field: CustomField, text: string): Promise<string> {
  if (field.kind === 'tickbox') {
    const ticked = TICKS.get(text.toLowerCase())
    if (ticked === undefined) throw unfit(field, 'on or off')
    return ticked
  }
  if (text === '') return ''
  if (text.length > LONGEST) throw unfit(field, `at most ${LONGEST} characters`)
  if (field.kind === 'dropdown' && !field.choices.includes(text))
    throw unfit(field, `one of ${field.choices.join(', ')}`)
  if (field.kind === 'link' && !/^https?:\/\/\S+$/i.test(text)) throw unfit(field, 'a web address')
  if (field.pattern !== '' && !(await fits(field.pattern, text)))
    throw unfit(field, `text that matches ${field.pattern}`)
  return text
}

/** A pattern from before these rules that cannot be run asks for nothing: no order fails for it, and `check` names it. */
const fits = (pattern: string, text: string): Promise<boolean> =>
  compilePattern(pattern).then(
    (compiled) => compiled.test(text),
    () => true,
  )

/** False for a pattern from before the rules that `checkPattern` knows. */
export const isRunnable = (pattern: string): Promise<boolean> =>
  checkPattern(pattern).then(
    () => true,
    () => false,
  )

const TICKS = new Map([
  ...['on', '1', 'yes', 'true'].map((text) => [text, 'on'] as const),
  ...['', 'off', '0', 'no', 'false'].map((text) => [text, ''] as const),
])

const unfit = ({ name }: CustomField, expected: string) =>
  new ClientRefused('custom_field_invalid', `Invalid value for ${name}: expected ${expected}`, { name, expected })

/** Refuses a definition that could take no value. */
export function checkCustomField(field: Omit<CustomField, 'id'>): void {
  if (field.name.trim() === '') throw new Invalid('name', 'the name of the field')
  if (!CUSTOM_FIELD_KINDS.includes(field.kind)) throw new Invalid('kind', CUSTOM_FIELD_KINDS.join(', '), field.kind)
  if (field.kind === 'dropdown' && field.choices.length === 0) throw new Invalid('choices', 'at least one choice')
}

/** Refuses a pattern that could not be run in a time that grows with the text alone. */
export async function checkPattern(pattern: string): Promise<void> {
  if (pattern === '') return
  try {
    await compilePattern(pattern)
  } catch (cause) {
    throw new Invalid('pattern', `a regular expression ${PATTERN_RULES}`, pattern, { cause })
  }
}

const PATTERN_RULES = 'without lookaround and backreferences, with at most 1000 repetitions of a part'

/** How this actor reads values: secrets in clear with `services.passwords`, and else as if nothing were filled in. */
export function fieldText(actor: Actor, secrets: SecretBox): (kept: Kept) => string {
  const reads = may(actor, 'services.passwords')
  return (kept) => (isSealed(kept) && !reads ? '' : openKept(secrets, kept))
}
