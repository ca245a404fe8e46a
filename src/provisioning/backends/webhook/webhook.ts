import {
  type Backend,
  type BackendTools,
  CONTRACT_VERSION,
  type Verb,
  type VerbInput,
  type VerbName,
} from '../../panel/backend.ts'
import { isFailed, outcomeOf } from '../../panel/outcome.ts'
import { HTTP_SERVER_SETTINGS } from '../../panel/settings.ts'
import { type Accepted, type Read, readAnswer, unfinished } from './answer.ts'
import { callbacks } from './callback.ts'
import { CAUSES } from './causes.ts'
import { deliver, poll } from './deliver.ts'
import { TYPES } from './message.ts'
import { MESSAGE_PRODUCT_SETTINGS } from './settings.ts'
import { everyVerb } from './verbs.ts'

const LIMIT_MS = 30_000
const USUAL_WAIT_MS = 5000

/** Anybody's program behind a URL: our own contract, signed, for accounts and for domain names. */
export const webhook: Backend = {
  contractVersion: CONTRACT_VERSION,
  name: 'webhook',
  displayName: 'Webhook',
  productSettings: MESSAGE_PRODUCT_SETTINGS,
  serverSettings: [
    ...HTTP_SERVER_SETTINGS,
    { name: 'url', label: 'URL', kind: 'text', about: 'https:// address that takes the messages' },
    {
      name: 'secret',
      label: 'Signing secret',
      kind: 'password',
      about: 'whsec_ and base64; two of them, apart by a blank, while one takes over from the other',
    },
  ],
  secrets: { fields: ['password', 'epp_code', 'url'] },
  limits: Object.fromEntries(Object.keys(TYPES).map((verb) => [verb, LIMIT_MS])),
  settleMs: 5000,
  causes: CAUSES,
  commands: [],
  callbacks,
  ...everyVerb(told),
}

function told<V extends VerbName>(verb: V): Verb<V> {
  return async (input, tools) => {
    let read = readAnswer(verb, input, await deliver(verb, input, tools), tools.clock.now())
    // `accepted` is the receiver's word that it is at work: from here on only the end counts.
    while ('accepted' in read) read = await ask(verb, input, read.accepted, tools)
    if (Object.keys(read.remember).length > 0) await tools.remember(read.remember)
    return read.outcome
  }
}

/** Waits as long as the receiver says and asks again, unless the time would be up before. */
async function ask<V extends VerbName>(
  verb: V,
  input: VerbInput[V],
  accepted: Accepted,
  tools: BackendTools,
): Promise<Read<V>> {
  const waitMs = accepted.retryAfterMs ?? USUAL_WAIT_MS
  const leave = (text: string): Read<V> => ({ outcome: unfinished(text, waitMs), remember: {} })
  if (!accepted.poll || tools.clock.now() + waitMs >= tools.deadline) return leave(accepted.text)
  await tools.pause(waitMs)
  const answer = await outcomeOf(poll(verb, input, accepted.poll, tools))
  if (isFailed(answer)) return answer.class === 'transient' ? { accepted } : leave(answer.text)
  const read = readAnswer(verb, input, answer, tools.clock.now())
  if ('accepted' in read) return { accepted: { ...read.accepted, poll: read.accepted.poll ?? accepted.poll } }
  // A question that fails says nothing about the operation, unless it is the receiver's own answer.
  return isFailed(read.outcome) && answer.status >= 400 ? leave(read.outcome.text) : read
}
