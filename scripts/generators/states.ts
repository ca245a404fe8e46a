import { DOMAIN_TRANSITIONS } from '../../src/services/domains/domain-status.ts'
import { ORDER_TRANSITIONS } from '../../src/services/orders/order-status.ts'
import { SERVICE_TRANSITIONS } from '../../src/services/status.ts'
import type { TransitionTable } from '../../src/services/transitions.ts'

/** The state diagrams, drawn from the tables that decide. */
export function generate(): Record<string, string> {
  return { 'docs/states.md': page() }
}

const page = () => `# States

Made from the tables of legal steps in \`src/services\` (\`npm run generate\`). A step that leads back to its own state, which
is how a repeated command ends, is not drawn.

## Services and add-ons

A person's edit of the record may set any status. It contacts nobody, and the activity log has it as a correction.

${diagram(SERVICE_TRANSITIONS)}

## Orders

${diagram(ORDER_TRANSITIONS)}

## Domains

${diagram(DOMAIN_TRANSITIONS)}
`

function diagram(steps: TransitionTable<string>): string {
  const verbs = new Map<string, string[]>()
  for (const [verb, { from, to }] of Object.entries(steps))
    for (const state of from) {
      if (state === to) continue
      const arrow = `${id(state)} --> ${id(to)}`
      verbs.set(arrow, [...(verbs.get(arrow) ?? []), verb])
    }
  const states = new Set(Object.values(steps).flatMap(({ from, to }) => [...from, to]))
  const names = [...states].filter((state) => state !== id(state)).map((state) => `  state "${state}" as ${id(state)}`)
  const lines = [...verbs].map(([arrow, labels]) => `  ${arrow}: ${labels.join(', ')}`)
  return ['```mermaid', 'stateDiagram-v2', ...names, '  [*] --> Pending', ...lines, '```'].join('\n')
}

const id = (state: string): string => state.replaceAll(' ', '')
