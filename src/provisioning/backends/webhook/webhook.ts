import {
  type Asked,
  type Backend,
  CONTRACT_VERSION,
  type Given,
  type Tools,
  type Verb,
  type VerbName,
} from '../../backend.ts'
import { failed, isFailed, type Outcome, outcomeOf } from '../../outcome.ts'
import { HTTP_SERVER_SETTINGS } from '../../setting.ts'
import { type Read, readAnswer } from './answer.ts'
import { deliver, poll } from './deliver.ts'
import { TYPES } from './message.ts'
import { MESSAGE_PRODUCT_SETTINGS } from './settings.ts'

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
  commands: [],
  create: told('create'),
  suspend: told('suspend'),
  unsuspend: told('unsuspend'),
  terminate: told('terminate'),
  renew: told('renew'),
  changePackage: told('changePackage'),
  changePassword: told('changePassword'),
  custom: told('custom'),
  testConnection: told('testConnection'),
  listAccounts: told('listAccounts'),
  accountState: told('accountState'),
  usage: told('usage'),
  signOn: told('signOn'),
  registerDomain: told('registerDomain'),
  transferDomain: told('transferDomain'),
  renewDomain: told('renewDomain'),
  domainState: told('domainState'),
}

function told<V extends VerbName>(verb: V): Verb<V> {
  return async (asked, tools) => {
    let read = readAnswer(verb, asked, await deliver(verb, asked, tools), tools.clock.now())
    // `accepted` is the receiver's word that it is at work: from here on only the end counts.
    while ('accepted' in read) read = await ask(verb, asked, read.accepted, tools)
    if (Object.keys(read.remember).length > 0) await tools.remember(read.remember)
    return read.outcome
  }
}

type Accepted = Extract<Read<VerbName>, { accepted: unknown }>['accepted']

/** Waits as long as the receiver says and asks again; when the time would be up before, its state is left to be seen. */
async function ask<V extends VerbName>(verb: V, asked: Asked[V], accepted: Accepted, tools: Tools): Promise<Read<V>> {
  const waitMs = accepted.retryAfterMs ?? USUAL_WAIT_MS
  const unfinished = (text: string): Read<V> => ({
    outcome: failed('unknown', text, {
      cause: 'accepted, not finished',
      explanation: 'The receiver has accepted it and goes on with it.',
      retryAfterMs: waitMs,
    }) as Outcome<Given[V]>,
    remember: {},
  })
  const text = accepted.text || 'Accepted'
  if (!accepted.poll || tools.clock.now() + waitMs >= tools.deadline) return unfinished(text)
  await tools.pause(waitMs)
  const answer = await outcomeOf(poll(verb, asked, accepted.poll, tools))
  if (isFailed(answer)) return answer.class === 'transient' ? { accepted } : unfinished(answer.text)
  const read = readAnswer(verb, asked, answer, tools.clock.now())
  if ('accepted' in read) return { accepted: { ...read.accepted, poll: read.accepted.poll ?? accepted.poll } }
  // A question that fails says nothing about the operation, unless it is the receiver's own answer.
  return isFailed(read.outcome) && answer.status >= 400 ? unfinished(read.outcome.text) : read
}
