import { makeCounts } from '../../base/measuring/counts.ts'
import { FAILURE_CLASSES } from '../panel/outcome.ts'
import type { Finding } from './finish.ts'

/** How turns of module actions ended in this process; `open` and `underway` are looked at again. */
export const moduleTurns = makeCounts(['done', 'underway', 'open', 'undone', ...FAILURE_CLASSES])
/** Turns in which something was tried that had been tried before. */
export const moduleRetries = makeCounts(['retries'])

export function countTurn(finding: Finding, tries: number): void {
  moduleTurns.add(finding.is === 'failed' ? finding.failure.class : finding.is)
  if (tries > 1) moduleRetries.add('retries')
}
