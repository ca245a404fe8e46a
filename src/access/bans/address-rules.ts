import type { Clock } from '../../base/clock.ts'
import { type AddressList, blockOf, makeAddressList } from '../../base/ip-addresses.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import { readAccessKey } from '../credentials/access-key.ts'
import { FACE_NAMES, FACES, type Face } from '../faces.ts'
import { isLoopbackAddress } from '../loopback.ts'
import type { AccessStores } from '../store.ts'

export type AddressRules = {
  /** `by hand` is said of every ban that no wrong guess led to. */
  banOf(face: Face, address: string): 'automatic' | 'by hand' | undefined
  /** When a ban that came of wrong guesses ends; undefined where there is none. */
  banEnd(face: Face, address: string): { at: number; inMs: number } | undefined
  /** Whether the list of the face names the address, or there is none. */
  listensTo(face: Face, address: string): boolean
  /** Whether wrong guesses from there ban nobody on this face: they only get slower. */
  spares(face: Face, address: string): boolean
  isAccessKey(key: string): boolean
}

type Parts = {
  read: AccessStores
  clock: Clock
  memory: VersionedCache
  digestKey: Buffer
  /** Whether newcomers try things out on this machine. */
  demonstration: boolean
  /** Whether a caller from loopback sits at this machine, as `trustsLoopback` says. */
  trustsLoopback: boolean
}

/** What is said of addresses, as this process remembers it. Addresses are in the form of `parseAddress`. */
export function makeAddressRules(parts: Parts): () => Promise<AddressRules> {
  const { read, clock, memory, digestKey, demonstration, trustsLoopback } = parts
  return memory.keep(async () => {
    const [bans, lists, isAccessKey] = await Promise.all([
      readBans(read, clock),
      readLists(read),
      readAccessKey(read.settings, digestKey),
    ])
    return {
      banOf(face, address) {
        const place = `${face} ${blockOf(address)}`
        const isBanned = (until: number | undefined) => until !== undefined && until > clock.now()
        if (isBanned(bans.byHand.get(place))) return 'by hand'
        return isBanned(bans.automatic.get(place)) ? 'automatic' : undefined
      },
      banEnd(face, address) {
        const at = bans.automatic.get(`${face} ${blockOf(address)}`)
        const now = clock.now()
        return at !== undefined && at > now && Number.isFinite(at) ? { at, inMs: at - now } : undefined
      },
      listensTo: (face, address) => lists[face].size === 0 || lists[face].has(address),
      spares(face, address) {
        const { spareLoopback } = FACES[face]
        const sparesLoopback = spareLoopback === 'in the demonstration' ? demonstration : spareLoopback
        return lists[face].has(address) || (sparesLoopback && trustsLoopback && isLoopbackAddress(address))
      },
      isAccessKey,
    }
  })
}

async function readBans(read: AccessStores, clock: Clock) {
  const ends = { automatic: new Map<string, number>(), byHand: new Map<string, number>() }
  for (const { face, address, automatic, expiresAt } of await read.access.bans.list(clock.now())) {
    const of = automatic ? ends.automatic : ends.byHand
    const place = `${face} ${blockOf(address)}`
    of.set(place, Math.max(of.get(place) ?? 0, expiresAt ?? Number.POSITIVE_INFINITY))
  }
  return ends
}

async function readLists(read: AccessStores): Promise<Record<Face, AddressList>> {
  const entries = await read.access.addresses.list()
  const listOf = (face: Face) =>
    makeAddressList(entries.filter(({ faces }) => faces.includes(face)).map(({ cidr }) => cidr))
  return Object.fromEntries(FACE_NAMES.map((face) => [face, listOf(face)])) as Record<Face, AddressList>
}
