type Competitor = { id: number; parent: string; weight: number; room: number }

/** Members have a pass each; `level` is how far those have come who were served last. */
type Group<Key> = { level: number; passes: Map<Key, number> }

type Runner<Key> = { key: Key; pass: number }

/**
 * Fairness: every lane has a pass that goes up by 1/weight with each job it gets, and whoever has the lowest pass is
 * next; parents likewise, all of equal weight. Who was away, or could not use its share, goes on at the level of the
 * others: shares are not saved up. Kept in each process for what it claims itself: if each is fair so are all together,
 * and nobody waits for a row that all would have to write.
 */
export function makeStride() {
  const parents: Group<string> = { level: 0, passes: new Map() }
  const families = new Map<string, Group<number>>()

  const familyOf = (parent: string): Group<number> => {
    let family = families.get(parent)
    if (!family) {
      family = { level: 0, passes: new Map() }
      families.set(parent, family)
    }
    return family
  }

  return {
    /** Who gets how many of `limit` places: nobody more than its room, and no more than so many lanes at once. */
    share(due: readonly Competitor[], limit: number, mostLanes: number): Map<number, number> {
      const given = new Map<number, number>()
      const running = [...Map.groupBy(due, ({ parent }) => parent)].map(([parent, lanes]) => {
        const family = familyOf(parent)
        return {
          ...enter(parents, parent),
          family,
          lanes: lanes.map(({ id, weight, room }) => ({ ...enter(family, id), weight, room })),
        }
      })
      for (let left = limit; left > 0 && running.length > 0; left--) {
        const parent = lowest(running)
        const lane = lowest(parent.lanes)
        const had = given.get(lane.key) ?? 0
        if (had === 0 && given.size === mostLanes) break
        given.set(lane.key, had + 1)
        parents.level = parent.pass
        parent.family.level = lane.pass
        parent.pass += 1
        lane.pass += 1 / lane.weight
        lane.room -= 1
        if (lane.room < 1) parent.lanes.splice(parent.lanes.indexOf(lane), 1)
        if (parent.lanes.length === 0) running.splice(running.indexOf(parent), 1)
      }
      return given
    },
    /** What a lane really got of it. */
    charge({ id, parent, weight }: Omit<Competitor, 'room'>, n: number): void {
      advance(parents, parent, n)
      advance(familyOf(parent), id, n / weight)
    },
  }
}

/** A pass below the level belongs to somebody who was away. */
function enter<Key>({ passes, level }: Group<Key>, key: Key): Runner<Key> {
  const pass = Math.max(passes.get(key) ?? level, level)
  passes.set(key, pass)
  return { key, pass }
}

function advance<Key>({ passes }: Group<Key>, key: Key, by: number): void {
  passes.set(key, (passes.get(key) ?? 0) + by)
}

function lowest<Member extends Runner<unknown>>(runners: readonly Member[]): Member {
  let first = runners[0]!
  for (const runner of runners) if (runner.pass < first.pass) first = runner
  return first
}
