import { keyedDigest, sameSecret } from '../base/secrets/secrets.ts'
import { GENESIS, type Link, type Misfit } from './chain.ts'
import type { EventStore, SettingStore } from './store.ts'

/** The ends of the chain, which the rows alone do not show. */
export type Ends = {
  /** What is before was pruned. */
  start: Link
  /** So that a cut tail is seen. */
  head: Link
  /** The last row of version 1. */
  unkeyed: Link
  /** Where the chain was not as it was written when somebody had to go on with it. It stays: nothing is covered up. */
  broken?: Misfit
}

export type ChainStores = { events: EventStore; settings: SettingStore }

const NAME = 'events.chain.v2'
const EMPTY: Ends = { start: GENESIS, head: GENESIS, unkeyed: GENESIS }

/** Sealed under the key of the chain: nobody else can move them. Undefined where they are not as they were written. */
export async function readEnds({ settings }: Pick<ChainStores, 'settings'>, key: Buffer): Promise<Ends | undefined> {
  const stored = await settings.get(NAME)
  if (stored === undefined) return EMPTY
  const [, seal = '', text = ''] = /^([\w-]+)\n(.*)$/.exec(stored) ?? []
  return sameSecret(seal, sealOf(key, text)) ? JSON.parse(text) : undefined
}

export async function writeEnds({ settings }: Pick<ChainStores, 'settings'>, key: Buffer, ends: Ends): Promise<void> {
  const text = JSON.stringify(ends)
  await settings.set(NAME, `${sealOf(key, text)}\n${text}`)
}

/** What to go on with when the stored ends are not ours: the rows as they are, and that something was altered. */
export async function recoverEnds({ events }: Pick<ChainStores, 'events'>): Promise<Ends> {
  const [first] = await events.after(0, 1)
  const { rows } = await events.list({}, { offset: 0, limit: 1 })
  const head = rows[0] ?? GENESIS
  const position = (first?.position ?? 1) - 1
  return {
    start: { position, hash: GENESIS.hash },
    head: { position: head.position, hash: head.hash },
    unkeyed: GENESIS,
    broken: { position: position + 1, why: 'altered' },
  }
}

const sealOf = (key: Buffer, text: string): string => keyedDigest(key, 'ends of the chain', text)
