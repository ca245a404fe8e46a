import { afterAll, describe } from 'vitest'
import { postgres } from './databases-postgres.ts'
import { sqlite } from './databases-sqlite.ts'
import { isLong } from './long.ts'

/** A place for one database: what the server is told by `--data-dir` and `--database-url`. */
export interface Place {
  /** Exists and is empty, or holds what the template put there. */
  readonly dataDir: string
  /** Set for PostgreSQL only. */
  readonly url?: string
}

export interface FreshPlace extends Place {
  /** Removes database and folder. Refuses when something still has the database open: that is a leak. Safe twice. */
  drop(): Promise<void>
}

/** A filled place to clone, made when it is first asked for, once per run and engine. A name has one template. */
export interface Template {
  /** Lower-case letters, digits and underscores. */
  readonly name: string
  /** Fills an empty place, and closes it again. */
  prepare(place: Place): Promise<void>
}

export interface Engine {
  readonly name: 'sqlite' | 'postgres'
  /** A new database of one's own: empty, or a clone of the template. Dropped at the end of the test file at the latest. */
  fresh(template?: Template): Promise<FreshPlace>
}

const wanted = process.env.PROVISOR_TEST_ENGINES?.split(',') ?? ['sqlite', 'postgres']
const engines = [sqlite, postgres].filter(({ name }) => wanted.includes(name))

/**
 * Of cases that prove the same on either engine: in a short run every other one on each, so that each is tried on one
 * of the two. All where a run is long, or has one engine.
 */
export const shareOf = <T>({ name }: Engine, cases: readonly T[]): readonly T[] =>
  isLong || engines.length === 1 ? cases : cases.filter((_, index) => (index % 2 === 0) === (name === 'sqlite'))

/** A `describe` block per engine. `npm run check` runs only the one on SQLite. */
export function forEachEngine(body: (engine: Engine) => void): void {
  describe.each(engines)('on $name', (engine) => {
    const places: FreshPlace[] = []
    // Registered before the body's own, so it runs after them.
    afterAll(async () => {
      for (const place of places) await place.drop()
    })
    body({
      name: engine.name,
      fresh: async (template) => {
        const place = await engine.fresh(template)
        let dropped = false
        const once = async () => {
          if (dropped) return
          dropped = true
          await place.drop()
        }
        places.push({ ...place, drop: once })
        return { ...place, drop: once }
      },
    })
  })
}
