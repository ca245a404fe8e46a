import { BRAKE } from '../provisioning/operations/brake.ts'
import type { ExplainedGroup } from '../provisioning/queue/explain.ts'
import type { AttentionItem } from './item.ts'

/** What failed for one cause, be it held or tried again by itself. */
export function causeItem(group: ExplainedGroup): AttentionItem {
  const { serverId, module, cause, entries, title, explanation, failureClass, firstAt, lastAt, fix } = group
  const kind = cause === BRAKE ? 'brake' : 'cause'
  return {
    id: [kind, serverId ?? '', module.toLowerCase(), failureClass, cause].join(':'),
    kind,
    count: entries,
    title,
    explanation,
    class: failureClass,
    since: firstAt,
    last: lastAt,
    fix,
  }
}
