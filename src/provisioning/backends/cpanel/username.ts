import { createHash } from 'node:crypto'

const LENGTH = 8

/**
 * A user name that the panel takes and nobody else gets: the first letter of the domain and seven letters and digits that
 * belong to the marker. Eight, because the first eight characters must be unique on a server (panels reference, 1.2).
 */
export function proposeUsername({ marker, domain }: { marker: string; domain: string }, attempt: number): string {
  for (let salt = 0; ; salt++) {
    const digest = createHash('sha256').update(`${marker} ${attempt} ${salt}`).digest()
    const tail = digest
      .readBigUInt64BE()
      .toString(36)
      .padStart(LENGTH, '0')
      .slice(-LENGTH + 1)
    const name = `${/^(?:www\.)?([a-z])/i.exec(domain)?.[1]?.toLowerCase() ?? 'w'}${tail}`
    if (!name.startsWith('test')) return name
  }
}
