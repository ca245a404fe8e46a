import type { Actor } from '../access/actor.ts'
import { SecretFault } from '../base/secrets/secret-fault.ts'
import { type KeyRing, keyNameOf } from '../base/secrets/secrets.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import { ALIVE_MS, isAtStart, type Rotation, rotationOf, setRotation } from './rotation.ts'
import type { KeyStores } from './store.ts'

type Parts = { transaction: Transaction<KeyStores>; secrets: KeyRing; actor: Actor; batch?: number }

/**
 * Seals one batch of values anew, and writes with it where the next one goes on: any node may do it, and one that dies
 * loses none. Walks all places until a pass that began when every node sealed with the new key is over. Answers the
 * rotation as it is then; undefined where there is nothing to renew.
 */
export function renewBatch({ transaction, secrets, actor, batch = 200 }: Parts): Promise<Rotation | undefined> {
  return transaction(async (tx) => {
    await tx.keys.lock()
    const rotation = await rotationOf(tx)
    if (rotation?.state !== 'renewing' || secrets.fingerprint !== rotation.to) return undefined
    const next = await beginPass(tx, rotation)
    const place = tx.sealed.places[next.place]!
    const { last, renewed } = await tx.sealed.renew(place, next.after, batch, (sealed) => {
      if (keyNameOf(sealed) !== rotation.from) return sealed
      const plain = openOrNothing(secrets, sealed)
      if (plain === undefined) next.damaged++
      return plain === undefined ? sealed : secrets.seal(plain)
    })
    next.renewed += renewed
    next.after = last ?? 0
    if (last === null) next.place++
    if (next.place === tx.sealed.places.length) {
      next.place = 0
      if (next.lastPass) next.state = 'done'
    }
    await setRotation(tx, next)
    if (next.state === 'done') await recordEnd(tx, actor, next)
    return next
  })
}

async function beginPass(tx: KeyStores, rotation: Rotation): Promise<Rotation> {
  if (!isAtStart(rotation)) return { ...rotation }
  const nodes = await tx.nodes.list(ALIVE_MS)
  return { ...rotation, damaged: 0, lastPass: nodes.every(({ sealsWith }) => sealsWith === rotation.to) }
}

function recordEnd(tx: Tx<KeyStores>, actor: Actor, { from, renewed, damaged }: Rotation): Promise<void> {
  const left = damaged > 0 ? `, ${damaged} are damaged and stay as they are` : ''
  return record(tx, actor, {
    kind: 'secret_key.retired',
    subjectId: 0,
    description: `Nothing is sealed with the secret key ${from} any more: ${renewed} values were sealed anew${left}`,
    changes: { renewed: [0, renewed], damaged: [0, damaged] },
  })
}

function openOrNothing(secrets: KeyRing, sealed: string): string | undefined {
  try {
    return secrets.open(sealed)
  } catch (fault) {
    if (fault instanceof SecretFault) return undefined
    throw fault
  }
}
