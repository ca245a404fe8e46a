import type { SupportStore } from '../../support/store.ts'
import type { ToDoCount, ToDoFilter, ToDoItem } from '../../support/to-do-item.ts'
import type { Queries } from '../engine/database.ts'
import { recordStore } from '../engine/record-store.ts'
import { sql } from '../engine/sql.ts'

export const toDoItemStore = (q: Queries): SupportStore['toDoItems'] => ({
  ...recordStore<ToDoItem, ToDoFilter>(q, {
    name: 'to_do_items',
    columns: {
      date: 'date',
      title: 'title',
      description: 'description',
      staffId: 'staff_id',
      status: 'status',
      dueOn: 'due_on',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    matching: ({ status, incomplete }) => [
      status === undefined ? undefined : sql`status = ${status}`,
      incomplete ? sql`status <> 'Completed'` : undefined,
    ],
  }),
  counts: (today) =>
    q.all<ToDoCount>(
      sql`SELECT status, count(*) AS count,
        sum(CASE WHEN due_on < ${today} AND status <> 'Completed' THEN 1 ELSE 0 END) AS overdue
        FROM to_do_items GROUP BY status`,
    ),
})
