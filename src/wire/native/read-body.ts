import { JSON_LIMITS, type JsonLimits, parseJson, UnreadableJson } from '../codec/json.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { makeProblem, ProblemAnswer } from './problem.ts'

/** What no operation needs that takes no list of starts or references. */
const USUAL_LIMITS: JsonLimits = { ...JSON_LIMITS, values: 20_000 }

/** The JSON of a body. `long` is for operations that take a list as long as a request may hold. */
export async function readBody(bytes: Buffer, { long = false }: { long?: boolean }): Promise<unknown> {
  if (bytes.length === 0) throw invalid("Body cannot be empty when content-type is set to 'application/json'")
  try {
    return await parseJson(withoutMark(bytes), long ? JSON_LIMITS : USUAL_LIMITS)
  } catch (failure) {
    if (failure instanceof UnreadableJson && failure.fault === 'syntax')
      throw invalid("Body is not valid JSON but content-type is set to 'application/json'")
    throw failure instanceof MalformedRequest ? invalid(failure.reason) : failure
  }
}

const invalid = (detail: string) => new ProblemAnswer(makeProblem('invalid', detail))

const MARK = Buffer.from('\ufeff')

/** Some editors put a byte order mark first. */
const withoutMark = (bytes: Buffer): Buffer =>
  bytes.subarray(0, MARK.length).equals(MARK) ? bytes.subarray(MARK.length) : bytes
