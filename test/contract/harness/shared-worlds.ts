import { afterAll } from 'vitest'

type Needs = { settings?: unknown; given?: unknown }

/** One server for each setting and given data, for the cases that change nothing; closed when all are done. */
export function makeSharedWorlds<World extends { close(): Promise<void> }, Case extends Needs>(
  start: (example: Case) => Promise<World>,
): (example: Case) => Promise<World> {
  const shared = new Map<string, Promise<World>>()
  afterAll(async () => {
    for (const world of shared.values()) await (await world).close()
  })
  return (example) => {
    const key = JSON.stringify([example.given, example.settings])
    const known = shared.get(key) ?? start(example)
    shared.set(key, known)
    return known
  }
}
