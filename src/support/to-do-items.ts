import { type Actor, authorize } from '../access/actor.ts'
import { makeRecordVerbs } from '../access/record-verbs.ts'
import type { RecordForm } from '../access/store.ts'
import type { CalendarDate } from '../base/calendar.ts'
import { requireLines, requireOneOf, requireText } from '../base/checks.ts'
import type { Patch } from '../base/merge.ts'
import { NotFound } from '../base/refusal.ts'
import { LONGEST_MESSAGE, LONGEST_TEXT, type SupportParts, type SupportStores } from './parts.ts'
import { TO_DO_STATUSES, type ToDoCount, type ToDoFilter, type ToDoItem } from './to-do-item.ts'

type Draft = Pick<ToDoItem, 'date' | 'title'> & Patch<RecordForm<ToDoItem>>

export const makeToDoItems = <S extends SupportStores>({
  read,
  transaction,
}: Pick<SupportParts<S>, 'read' | 'transaction'>) => ({
  ...makeRecordVerbs<SupportStores, ToDoItem, ToDoFilter, Draft>({
    read,
    transaction,
    noun: 'To-do item',
    kinds: { created: 'to_do_item.created', updated: 'to_do_item.updated', deleted: 'to_do_item.deleted' },
    rights: { read: 'support.read', write: 'support.write' },
    storeOf: ({ support }) => support.toDoItems,
    async checked(tx, { date, title, description = '', staffId = null, status = 'New', dueOn = null }) {
      if (staffId !== null && !(await tx.access.staff.get(staffId))) throw new NotFound('Staff member', staffId)
      return {
        date,
        title: requireText('title', title, LONGEST_TEXT),
        description: requireLines('description', description, LONGEST_MESSAGE),
        staffId,
        status: requireOneOf('status', TO_DO_STATUSES, status),
        dueOn,
      }
    },
    titleOf: ({ title }) => title,
  }),

  /** Every status, also without any; overdue are those that were due before today. */
  async counts(actor: Actor, today: CalendarDate): Promise<ToDoCount[]> {
    authorize(actor, 'support.read')
    const found = await read.support.toDoItems.counts(today)
    return TO_DO_STATUSES.map(
      (status) => found.find((count) => count.status === status) ?? { status, count: 0, overdue: 0 },
    )
  },
})
