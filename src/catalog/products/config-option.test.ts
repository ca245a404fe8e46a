import { expect, test } from 'vitest'
import { type ConfigOption, choose, type GivenSelections } from './config-option.ts'

const option = (id: number, changes: Partial<ConfigOption>): ConfigOption => ({
  id,
  name: `Option ${id}`,
  kind: 'dropdown',
  minQuantity: 0,
  maxQuantity: 0,
  hidden: false,
  position: 0,
  choices: [
    { id: id * 10 + 1, name: 'First', hidden: true, position: 0 },
    { id: id * 10 + 2, name: 'Second', hidden: false, position: 1 },
    { id: id * 10 + 3, name: 'Third', hidden: false, position: 2 },
  ],
  ...changes,
})

const [dropdown, radio, yesno, quantity] = [
  option(1, {}),
  option(2, { kind: 'radio' }),
  option(3, { kind: 'yesno', choices: [{ id: 31, name: 'Yes', hidden: false, position: 0 }] }),
  option(4, { kind: 'quantity', minQuantity: 2, maxQuantity: 8 }),
]
const all = [dropdown, radio, yesno, quantity]

test('where nothing is given, the first choice in sight, no and the smallest quantity are taken', () => {
  expect(choose(all, {})).toEqual({
    1: { choiceId: 12, quantity: 1 },
    2: { choiceId: 22, quantity: 1 },
    3: { choiceId: null, quantity: 0 },
    4: { choiceId: 41, quantity: 2 },
  })
})

test('a bare number is a choice or a quantity, as the option is', () => {
  expect(choose(all, { 1: 13, 2: 21, 3: 1, 4: 5 })).toEqual({
    1: { choiceId: 13, quantity: 1 },
    2: { choiceId: 21, quantity: 1 },
    3: { choiceId: 31, quantity: 1 },
    4: { choiceId: 41, quantity: 5 },
  })
})

test('a selection can say both, and what it leaves out is taken as usual', () => {
  expect(
    choose(all, { 1: { choiceId: 13, quantity: 1 }, 3: { choiceId: 31 }, 4: { choiceId: 41, quantity: 8 } }),
  ).toMatchObject({
    1: { choiceId: 13 },
    3: { choiceId: 31, quantity: 1 },
    4: { choiceId: 41, quantity: 8 },
  })
})

test('what was chosen can be chosen again', () => {
  const chosen = choose(all, { 1: 13, 3: 1, 4: 5 })
  expect(choose(all, chosen)).toEqual(chosen)
})

test('other options are passed over', () => {
  expect(choose([dropdown], { 1: 12, 99: 1 })).toEqual({ 1: { choiceId: 12, quantity: 1 } })
})

test('an option whose choices are all hidden takes the first, and one without any has no selection', () => {
  const hidden = dropdown.choices.map((choice) => ({ ...choice, hidden: true }))
  expect(choose([option(1, { choices: hidden })], {})).toEqual({ 1: { choiceId: 11, quantity: 1 } })
  expect(choose([option(1, { choices: [] })], {})).toEqual({})
})

test.each<[GivenSelections, string, string]>([
  [{ 1: 99 }, 'choice_unknown', 'Option 1'],
  [{ 2: 12 }, 'choice_unknown', 'Option 2'],
  [{ 1: { choiceId: 0 } }, 'choice_unknown', 'Option 1'],
  [{ 3: 2 }, 'quantity_refused', 'Option 3'],
  [{ 3: -1 }, 'quantity_refused', 'Option 3'],
  [{ 4: 1 }, 'quantity_refused', 'Option 4'],
  [{ 4: 9 }, 'quantity_refused', 'Option 4'],
  [{ 4: 2.5 }, 'quantity_refused', 'Option 4'],
  [{ 4: Number.NaN }, 'quantity_refused', 'Option 4'],
])('%j is refused as %s of %s', (given, code, name) => {
  expect(() => choose(all, given)).toThrow(
    expect.objectContaining({ code, facts: expect.objectContaining({ option: name }) }),
  )
})

test('a largest quantity of 0 is no limit', () => {
  const [selection] = Object.values(choose([option(4, { kind: 'quantity' })], { 4: 1_000_000 }))
  expect(selection!.quantity).toBe(1_000_000)
})
