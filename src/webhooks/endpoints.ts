import { type Actor, authorize } from '../access/actor.ts'
import { checkedDetails } from '../base/checks.ts'
import { uuid } from '../base/ids.ts'
import { merge, type Patch } from '../base/merge.ts'
import { Invalid, NotFound, Refusal } from '../base/refusal.ts'
import { changesBetween, record } from '../events/event.ts'
import {
  type EndpointDetails,
  endpointChecks,
  hostOf,
  MOST_ENDPOINTS,
  PLAIN_ENDPOINT,
  type WebhookEndpoint,
} from './endpoint.ts'
import { CURSOR } from './fan-out.ts'
import { laneOf } from './lane.ts'
import { madeBy } from './maker.ts'
import type { WebhookParts, WebhookStores, WebhookTx } from './parts.ts'
import type { SendWebhook, WebhookAttempt } from './send.ts'
import { makeSigningKeys, type NewSigningKeys, type SignatureScheme, type SigningKey } from './signing-key.ts'

/** Without what signs. */
export type EndpointShown = Omit<WebhookEndpoint, 'signingKeys' | 'laneId' | 'fromPosition' | 'version'> & {
  readonly signingKeys: readonly Omit<SigningKey, 'sealed'>[]
}

/** `secret` is told once; null where only `v1a` signs, whose public key everybody may read. */
export type EndpointWithSecret = { readonly endpoint: EndpointShown; readonly secret: string | null }

export type Tested = { readonly messageId: string; readonly delivered: boolean } & Pick<
  WebhookAttempt,
  'status' | 'answer'
>

export type WebhookRotation = {
  /** The present ones, where it is left out. */
  readonly signatures?: readonly SignatureScheme[] | undefined
  /** How long the old keys sign beside the new ones; a day where it is left out. */
  readonly keepMs?: number | undefined
}

const DAY_MS = 86_400_000
/** Whoever says what is told, or where, answers for it from then on. */
const MAKES_MAKER = ['url', 'kinds', 'subjectId', 'clientId'] as const

type Parts = WebhookParts & { send: SendWebhook }

/** Addresses of others that are told what happens. */
export function makeEndpoints(parts: Parts) {
  const { read, transaction, queue, secrets, sealer, send, clock } = parts
  const checks = endpointChecks(parts.allow)

  /** What is sealed by now; whoever is told from here on misses nothing that comes after. */
  async function headNow(): Promise<number> {
    await sealer.settle()
    return (await sealer.bounds()).head
  }

  async function update(actor: Actor, id: number, given: Patch<EndpointDetails>): Promise<EndpointShown> {
    authorize(actor, 'system.write')
    const details = checkedDetails(checks, given)
    const head = await headNow()
    return transaction(async (tx) => {
      await tx.webhooks.lockFanOut()
      const before = await existing(tx, id)
      const changes = changesBetween(before, details)
      if (Object.keys(changes).length === 0) return shownEndpoint(before)
      const begins = details.active === true && !before.active
      if (begins) await goOn(tx, before, head)
      if (details.active === false) await queue.lanes.pause(tx, before.laneId)
      const after = {
        ...details,
        ...((begins || MAKES_MAKER.some((name) => name in changes)) && madeBy(actor)),
        ...(begins && { fromPosition: head, disabledAt: null, disabledWhy: null, failingSince: null }),
      }
      await tx.webhooks.endpoints.update(id, after, tx.at)
      await record(tx, actor, {
        kind: 'webhook.updated',
        subjectId: id,
        description: `Webhook ${id} was changed (${Object.keys(changes).join(', ')})`,
        changes: withoutPaths(changes),
      })
      return shownEndpoint(await existing(tx, id))
    })
  }

  /** What waited goes out; what happened meanwhile does not. */
  async function goOn(tx: WebhookTx, { laneId }: WebhookEndpoint, head: number): Promise<void> {
    await beginAt(tx, head)
    await queue.lanes.resume(tx, laneId)
    await queue.lanes.closeBreaker(tx, laneId)
  }

  return {
    /** By id. */
    async list(actor: Actor): Promise<EndpointShown[]> {
      authorize(actor, 'system.read')
      return (await read.webhooks.endpoints.list()).map(shownEndpoint)
    },

    async get(actor: Actor, id: number): Promise<EndpointShown> {
      authorize(actor, 'system.read')
      return shownEndpoint(await existing(read, id))
    },

    /** It is told of what happens from now on. */
    async create(
      actor: Actor,
      {
        signatures = ['v1'],
        ...given
      }: Patch<EndpointDetails> & Pick<EndpointDetails, 'url'> & Pick<WebhookRotation, 'signatures'>,
    ): Promise<EndpointWithSecret> {
      authorize(actor, 'system.write')
      const details = merge({ ...PLAIN_ENDPOINT, url: given.url }, checkedDetails(checks, given))
      const head = await headNow()
      return transaction(async (tx) => {
        await tx.webhooks.lockFanOut()
        if ((await tx.webhooks.endpoints.list()).length >= MOST_ENDPOINTS) throw tooMany()
        if (details.active) await beginAt(tx, head)
        const { keys, secret } = newKeys(secrets, signatures, tx.at)
        const unset = { laneId: 0, failingSince: null, disabledAt: null, disabledWhy: null }
        const row = { ...details, ...madeBy(actor), ...unset, signingKeys: keys, fromPosition: head }
        const id = await tx.webhooks.endpoints.insert(row, tx.at)
        const { id: laneId } = await queue.lanes.ensure(tx, laneOf(id))
        await tx.webhooks.endpoints.update(id, { laneId }, tx.at)
        await record(tx, actor, {
          kind: 'webhook.created',
          subjectId: id,
          description: `Webhook ${id} to ${hostOf(details.url)} was made`,
          changes: withoutPaths(changesBetween({}, { ...details, signatures })),
        })
        return { endpoint: shownEndpoint(await existing(tx, id)), secret }
      })
    },

    update,

    /** With all that waits for it and what became of the rest. Refused while a message is on its way. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'system.write')
      await transaction(async (tx) => {
        await tx.webhooks.lockFanOut()
        const { laneId, url } = await existing(tx, id)
        await queue.purges.lane(tx, laneId, { by: actor.name, why: 'the webhook was deleted', undoForMs: null })
        await queue.lanes.delete(tx, laneId)
        await tx.webhooks.endpoints.delete(id)
        await record(tx, actor, {
          kind: 'webhook.deleted',
          subjectId: id,
          description: `Webhook ${id} to ${hostOf(url)} was deleted`,
        })
      })
    },

    /** New keys; the old ones sign beside them for a while. */
    async rotateSecret(
      actor: Actor,
      id: number,
      { signatures, keepMs = DAY_MS }: WebhookRotation = {},
    ): Promise<EndpointWithSecret> {
      authorize(actor, 'system.write')
      return transaction(async (tx) => {
        await tx.webhooks.lockFanOut()
        const { signingKeys } = await existing(tx, id)
        const present = signingKeys.filter(({ until }) => until === null)
        const { keys, secret } = newKeys(secrets, signatures ?? present.map(({ scheme }) => scheme), tx.at)
        const until = tx.at + keepMs
        const old = keepMs > 0 ? present.map((key) => ({ ...key, until })) : []
        // A second rotation within the time of the first leaves no third key.
        await tx.webhooks.endpoints.update(id, { signingKeys: [...keys, ...old] }, tx.at)
        await record(tx, actor, {
          kind: 'webhook.secret_rotated',
          subjectId: id,
          description: `Webhook ${id} got new keys; the old ones are valid until ${new Date(until).toISOString()}`,
        })
        return { endpoint: shownEndpoint(await existing(tx, id)), secret }
      })
    },

    /** Sends one message of its own, at once, and answers what came back. */
    async test(actor: Actor, id: number): Promise<Tested> {
      authorize(actor, 'system.write')
      const endpoint = await existing(read, id)
      const [at, messageId] = [clock.now(), `test_${uuid()}`]
      const body = JSON.stringify({
        type: 'webhook.tested',
        timestamp: new Date(at).toISOString(),
        data: { subject: 'webhook', subjectId: id },
      })
      await transaction((tx) =>
        record(tx, actor, {
          kind: 'webhook.tested',
          subjectId: id,
          description: `A message to try it was sent to webhook ${id}`,
        }),
      )
      const { is, status, answer } = await send(endpoint, { id: messageId, at, body })
      return { messageId, delivered: is === 'delivered', status, answer }
    },
  }
}

function newKeys(secrets: WebhookParts['secrets'], schemes: readonly SignatureScheme[], at: number): NewSigningKeys {
  if (schemes.length === 0) throw new Invalid('signatures', 'v1, v1a or both')
  return makeSigningKeys(secrets, schemes, at)
}

/** While nobody is told, the cursor stands still: the first one who is begins it anew. */
async function beginAt(tx: WebhookTx, head: number): Promise<void> {
  if ((await tx.webhooks.endpoints.active()).length === 0) await tx.settings.set(CURSOR, String(head))
}

export async function existing({ webhooks }: Pick<WebhookStores, 'webhooks'>, id: number): Promise<WebhookEndpoint> {
  const endpoint = await webhooks.endpoints.get(id)
  if (!endpoint) throw new NotFound('webhook', id)
  return endpoint
}

const tooMany = () =>
  new Refusal(
    'too_many',
    `There are ${MOST_ENDPOINTS} webhooks already`,
    { most: MOST_ENDPOINTS },
    {
      hint: 'Delete one that nobody needs',
    },
  )

function shownEndpoint({
  signingKeys,
  laneId: _,
  fromPosition: _from,
  version: _version,
  ...rest
}: WebhookEndpoint): EndpointShown {
  const keys = signingKeys.map(({ sealed: _sealed, ...key }) => key)
  return { ...rest, signingKeys: keys }
}

/** The path of such an address is often a secret of its receiver. */
function withoutPaths({ url, ...changes }: ReturnType<typeof changesBetween>): ReturnType<typeof changesBetween> {
  if (!url) return changes
  const hosts = url.map((side) => (typeof side === 'string' ? hostOf(side) : side))
  return { ...changes, url: [hosts[0], hosts[1]] }
}
