import * as z from 'zod'
import type { Opened } from '../../../open.ts'
import { localOperation } from '../../operation.ts'
import { check } from '../check/check.ts'
import type { CheckFinding, Look } from '../check/finding.ts'
import { firstSteps } from './first-steps.ts'
import { surroundings } from './surroundings.ts'

/**
 * All that `check` finds, what is around the server, and what an installation still lacks to be of use. `fine` names what
 * was looked at and is as it should be.
 */
export const doctor = localOperation(z.object({ askServers: z.boolean().default(true) }), async (provisor, asked) => {
  const [checked, around, steps] = await Promise.all([
    check.run(provisor, { ...asked, full: false }),
    lookAt(provisor, surroundings),
    lookAt(provisor, firstSteps),
  ])
  return {
    facts: checked.facts,
    problems: checked.problems,
    warnings: [...checked.warnings, ...around.found],
    next: steps.found,
    fine: [...(checked.problems.length === 0 ? ['what check looks at'] : []), ...around.fine, ...steps.fine],
  }
})

async function lookAt(
  provisor: Opened,
  looks: Readonly<Record<string, Look>>,
): Promise<{ found: CheckFinding[]; fine: string[] }> {
  const seen = await Promise.all(
    Object.entries(looks).map(async ([about, look]) => ({ about, found: [(await look(provisor)) ?? []].flat() })),
  )
  return {
    found: seen.flatMap(({ found }) => found),
    fine: seen.flatMap(({ about, found }) => (found.length === 0 ? [about] : [])),
  }
}
