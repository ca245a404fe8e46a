import { Refusal } from '../base/refusal.ts'

/** Facts are named beside each. */
export type ProjectRefusalCode =
  /** `noun` and `id`: it is there, and not for this person. */
  | 'not_visible'
  /** `project`: only its function can be changed. */
  | 'project_archived'
  /** `noun`, `id` and `logs`: how many time logs inside are on an invoice. Deleting needs force. */
  | 'time_invoiced'
  /** `staffId`, `week` and `state`; or `noun`, `id` and `logs` of what cannot be deleted without force. */
  | 'week_closed'
  /** `action` and `parent`: an action cannot be below itself. */
  | 'action_cycle'
  /** `deepest`: the setting. */
  | 'too_deep'
  /** `entry` and `action`: it is a task already. */
  | 'entry_is_a_task'
  /** `entry`. */
  | 'entry_settled'
  /** `timeLog`. */
  | 'timer_running'
  /** `kind` and `thread`: it takes nothing until it is opened again. */
  | 'thread_closed'
  /** `ticket`, `project` and `action`. */
  | 'ticket_linked'

/** What cannot be done to projects, their actions and their time. */
export class ProjectRefused extends Refusal {
  declare readonly code: ProjectRefusalCode

  constructor(code: ProjectRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}

export function refuseInvoiced(noun: 'project' | 'action', id: number, logs: number): void {
  if (logs === 0) return
  const words = logs === 1 ? '1 time log of it is' : `${logs} time logs of it are`
  throw new ProjectRefused('time_invoiced', `The ${noun} ${id} cannot be deleted: ${words} on an invoice`, {
    noun,
    id,
    logs,
  })
}
