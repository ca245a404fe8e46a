import { DATABASE_FAMILIES } from '../../src/wire/monitoring/database-families.ts'
import type { Family } from '../../src/wire/monitoring/family.ts'
import { PROCESS_FAMILIES } from '../../src/wire/monitoring/process-families.ts'
import { COMPLETENESS } from '../../src/wire/monitoring/tell.ts'

/** Every name that `/metrics` tells, from the tables that tell it. */
export function generate(): Record<string, string> {
  return { 'docs/metrics.md': page() }
}

const page = () => `# Metrics

What \`GET /metrics\` tells, made from the tables that tell it (\`npm run generate\`). How they are scraped, shown and alerted on
stands in [monitoring.md](monitoring.md).

## Of this process

Counters begin at 0 with the process. Calls of panels are told of 200 servers one by one, the others together as
\`server="other"\`.

${table([...PROCESS_FAMILIES, COMPLETENESS])}

Beside these there are \`process_*\` and \`nodejs_*\` of the process itself: processor, memory, open files, garbage collection, and
the delay of its event loop (\`nodejs_eventloop_lag_p50_seconds\`, \`nodejs_eventloop_lag_p99_seconds\`). These are measured from the first
scrape on.

## From the database

The same on every node, but for the disk. As old as five seconds, however many scrape; left out where the database does not tell within
five seconds. Of lanes 500 are told one by one, the others together as \`lane="other"\`.

${table(DATABASE_FAMILIES)}
`

const table = (families: readonly Pick<Family<never>, 'name' | 'type' | 'labels' | 'help'>[]) =>
  [
    '| name | kind | labels | meaning |',
    '|---|---|---|---|',
    ...families.map(
      ({ name, type, labels, help }) =>
        `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(', ')} | ${help} |`,
    ),
  ].join('\n')
