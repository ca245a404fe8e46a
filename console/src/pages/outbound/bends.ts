/** From `at` on, so many begin in a second; null while nobody can say. */
export type Step = { readonly at: number; readonly perSecond: number | null }

/** How what waits becomes less: a point at each step, the last one when it is empty, or where nobody can say how it goes on. */
export function bends(waiting: number, steps: readonly Step[]): [at: number, left: number][] {
  const points: [number, number][] = []
  let left = waiting
  for (const [index, { at, perSecond }] of steps.entries()) {
    points.push([at, left])
    if (perSecond === null || left === 0) break
    const until = steps[index + 1]?.at ?? Number.POSITIVE_INFINITY
    const emptyAt = perSecond > 0 ? at + (left / perSecond) * 1000 : Number.POSITIVE_INFINITY
    if (emptyAt <= until && emptyAt < Number.POSITIVE_INFINITY) {
      points.push([emptyAt, 0])
      break
    }
    if (until < Number.POSITIVE_INFINITY) left -= (perSecond * (until - at)) / 1000
  }
  return points
}
