import { expect, test } from 'vitest'
import { readCases } from './cases.ts'

const COUNTERS = ['totalresults', 'startnumber', 'numreturned', 'count']
/** Where the documents print quotes in a sample that is nested. */
const QUOTED = new Set([
  'getclientsproducts totalresults',
  'gettickets totalresults',
  'getticketpredefinedcats totalresults',
  'getticketpredefinedreplies totalresults',
  'gettodoitems totalresults',
  'gettodoitems startnumber',
])

test('counters of every action are numbers, because clients add them up', () => {
  const counters = Object.values(readCases(import.meta.dirname))
    .flat()
    .flatMap(({ name, steps }) => steps.map((step) => ({ name, step })))
    .filter(({ step }) => isObject(step.body) && step.form?.action && step.form.responsetype !== 'flat')
    .flatMap(({ name, step }) =>
      COUNTERS.filter((key) => key in (step.body as object)).map((key) => ({
        what: `${String(step.form?.action).toLowerCase()} ${key}`,
        value: (step.body as Record<string, unknown>)[key],
        name,
      })),
    )
  const texts = counters.filter(
    ({ what, value }) => !QUOTED.has(what) && typeof value === 'string' && !value.startsWith('<number'),
  )
  expect(counters.length).toBeGreaterThan(200)
  expect(texts).toEqual([])
})

const isObject = (body: unknown): body is object => typeof body === 'object' && body !== null
