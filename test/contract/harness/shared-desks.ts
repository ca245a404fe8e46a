import { afterAll } from 'vitest'

type Wish = { settings?: unknown; given?: unknown }

/** One server for each setting and given data, for the cases that change nothing; closed when all are done. */
export function makeSharedDesks<Desk extends { close(): Promise<void> }, Case extends Wish>(
  start: (example: Case) => Promise<Desk>,
): (example: Case) => Promise<Desk> {
  const shared = new Map<string, Promise<Desk>>()
  afterAll(async () => {
    for (const desk of shared.values()) await (await desk).close()
  })
  return (example) => {
    const key = JSON.stringify([example.given, example.settings])
    const known = shared.get(key) ?? start(example)
    shared.set(key, known)
    return known
  }
}
