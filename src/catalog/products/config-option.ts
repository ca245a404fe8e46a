import type { Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { nameOf, oneOf, wholeNumber } from '../checks.ts'
import { CatalogRefused } from '../refused.ts'

export const CONFIG_OPTION_KINDS = ['dropdown', 'radio', 'yesno', 'quantity'] as const
export type ConfigOptionKind = (typeof CONFIG_OPTION_KINDS)[number]

/** What a client chooses with a product. `yesno` and `quantity` have one choice, which carries the price of each. */
export type ConfigOption = {
  id: number
  name: string
  kind: ConfigOptionKind
  /** For `quantity`. */
  minQuantity: number
  /** For `quantity`; 0 for no limit. */
  maxQuantity: number
  hidden: boolean
  position: number
  choices: readonly ConfigChoice[]
}

export type ConfigChoice = { id: number; name: string; hidden: boolean; position: number }

/** The quantity is how often the choice's price counts: 1 for a chosen one, 0 or 1 for `yesno`. */
type Selection = { choiceId: number | null; quantity: number }

/** Configurable option id to what was chosen. */
export type Selections = Readonly<Record<string, Selection>>

/** A bare number is the choice's id for `dropdown` and `radio`, and the quantity for `yesno` and `quantity`. */
export type GivenSelections = Readonly<Record<string, number | Patch<Selection>>>

/**
 * What is chosen of these options: the given, and where nothing is given the first choice in sight, no, or the smallest
 * quantity. Ids of other options are passed over; a choice or quantity that does not exist is refused.
 */
export function choose(options: readonly ConfigOption[], given: GivenSelections): Selections {
  const selections: Record<string, Selection> = {}
  for (const option of options) {
    const selection = selectionOf(option, given[option.id])
    if (selection) selections[option.id] = selection
  }
  return selections
}

/** Refuses ids of options that the product does not have, which `choose` passes over. */
export function requireChosen(given: GivenSelections, chosen: Selections): void {
  const foreign = Object.keys(given).find((id) => chosen[id] === undefined)
  if (foreign !== undefined) throw new NotFound('Configurable option', Number(foreign))
}

function selectionOf(option: ConfigOption, given: number | Patch<Selection> | undefined): Selection | undefined {
  const [first] = option.choices
  switch (option.kind) {
    case 'dropdown':
    case 'radio': {
      const choiceId = typeof given === 'object' ? given.choiceId : given
      if (typeof choiceId === 'number') {
        if (option.choices.every(({ id }) => id !== choiceId)) throw unknownChoice(option, choiceId)
        return { choiceId, quantity: 1 }
      }
      const seen = option.choices.find(({ hidden }) => !hidden) ?? first
      return seen && { choiceId: seen.id, quantity: 1 }
    }
    case 'yesno': {
      const quantity = typeof given === 'object' ? (given.quantity ?? (given.choiceId ? 1 : 0)) : (given ?? 0)
      if (quantity !== 0 && quantity !== 1) throw refusedQuantity(option, quantity, '0 or 1')
      return { choiceId: quantity === 1 && first ? first.id : null, quantity }
    }
    case 'quantity': {
      const { minQuantity: least, maxQuantity: most } = option
      const quantity = (typeof given === 'object' ? given.quantity : given) ?? least
      const limit = most > 0 ? most : Number.MAX_SAFE_INTEGER
      if (!Number.isInteger(quantity) || quantity < least || quantity > limit)
        throw refusedQuantity(option, quantity, most > 0 ? `${least} to ${most}` : `${least} or more`)
      return { choiceId: first?.id ?? null, quantity }
    }
  }
}

const unknownChoice = ({ name }: ConfigOption, choice: number) =>
  new CatalogRefused('choice_unknown', `${name} has no choice ${choice}`, { option: name, choice })

const refusedQuantity = ({ name }: ConfigOption, quantity: number, expected: string) =>
  new CatalogRefused('quantity_refused', `Invalid quantity of ${name}: expected ${expected}, got ${quantity}`, {
    option: name,
    quantity,
  })

export type PlainOption = Omit<ConfigOption, 'id' | 'choices'>

/** Refuses what no option can be. */
export function checkedOption(option: PlainOption): PlainOption {
  const { minQuantity: least, maxQuantity: most } = option
  oneOf('kind', option.kind, CONFIG_OPTION_KINDS)
  wholeNumber('smallest quantity', least)
  wholeNumber('largest quantity', most)
  wholeNumber('position', option.position)
  if (most > 0 && most < least) throw new Invalid('largest quantity', `0 for no limit, or at least ${least}`, most)
  return { ...option, name: nameOf(option.name) }
}
