import { expect } from 'vitest'
import { rawText } from '../harness/case-files.ts'
import { eventCounts } from '../harness/effects.ts'
import { type Expected, runCases } from '../harness/run-cases.ts'
import { fromXml } from './answers.ts'
import { readCallers, remotePlace } from './callers.ts'
import { bodyOf, readCases, type Step } from './cases.ts'
import { GIVEN } from './given.ts'
import { askedOf, requestOf } from './requests.ts'

const formatOf = ({ said, format }: Step) => said?.format ?? format ?? 'json'

runCases({
  cases: readCases(import.meta.dirname),
  place: remotePlace,
  readCallers,
  caller: 'alex',
  given: GIVEN,
  effects: { events: eventCounts },
  requestOf,
  expectedOf(step, remembered): Expected {
    const { bytes, answered, status, code = 200 } = step
    if (bytes !== undefined) return { status: 200, answered, bytes: rawText(bytes) }
    return {
      status: status ?? code,
      type: `application/${formatOf(step)}; charset=utf-8`,
      answered,
      body: bodyOf(step, askedOf(step, remembered).chain),
    }
  },
  read: (answer, expected, step) => (formatOf(step) === 'xml' ? fromXml(answer, expected) : JSON.parse(answer)),
  also: ({ headers }) => expect(headers).not.toHaveProperty('www-authenticate'),
})
