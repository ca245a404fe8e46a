import type { Patch } from '../../base/merge.ts'
import type { Department, DepartmentCounts } from '../../support/department.ts'
import type { DepartmentStore, NewDepartment } from '../../support/store.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { insertRow } from '../engine/insert.ts'
import { assignments, flag, sql, type Value } from '../engine/sql.ts'

const DEPARTMENT = sql`d.id, d.name, d.description, d.email, d.hidden, d.position, d.staff_ids AS "staffIds"`

export function departmentStore(q: Queries): DepartmentStore {
  const list = async () => {
    const rows = await q.all<DepartmentRow>(sql`SELECT ${DEPARTMENT} FROM departments d ORDER BY d.position, d.id`)
    return rows.map(toDepartment)
  }
  return {
    list,
    async listCounted({ active, awaiting }) {
      const rows = await q.all<Stored<DepartmentCounts, 'staffIds'>>(sql`
        SELECT ${DEPARTMENT}, coalesce(n.active, 0) AS active, coalesce(n.awaiting, 0) AS awaiting
        FROM departments d LEFT JOIN (
          SELECT t.department_id, count(*) AS active,
            sum(CASE WHEN t.status ${q.phrases.inTexts(awaiting)} THEN 1 ELSE 0 END) AS awaiting
          FROM tickets t WHERE t.status ${q.phrases.inTexts(active)} GROUP BY t.department_id
        ) n ON n.department_id = d.id
        ORDER BY d.position, d.id`)
      return rows.map(toDepartment)
    },
    async reserve() {
      await q.get(q.phrases.oneAtATime('departments'))
      return list()
    },
    async get(id) {
      const row = await q.get<DepartmentRow>(sql`SELECT ${DEPARTMENT} FROM departments d WHERE d.id = ${id}`)
      return row && toDepartment(row)
    },
    insert: ({ id, ...department }) => insertRow(q, sql`departments`, { id, ...toColumns(department) }),
    async isUsed(id) {
      return (await q.get(sql`SELECT 1 AS one FROM tickets WHERE department_id = ${id} LIMIT 1`)) !== undefined
    },
    async delete(id) {
      await q.run(sql`DELETE FROM departments WHERE id = ${id}`)
    },
    async update(id, changes) {
      await q.run(sql`UPDATE departments SET ${assignments(toColumns(changes))} WHERE id = ${id}`)
    },
  }
}

type DepartmentRow = Stored<Department, 'staffIds'>

const toDepartment = <Row extends DepartmentRow>(row: Row) =>
  decoded(row, { hidden: isOn(row.hidden), staffIds: json<Department['staffIds']>(row.staffIds) })

function toColumns(department: Patch<NewDepartment>): Record<string, Value | undefined> {
  const { hidden, staffIds } = department
  return {
    name: department.name,
    description: department.description,
    email: department.email,
    hidden: flag(hidden),
    position: department.position,
    staff_ids: staffIds && JSON.stringify(staffIds),
  }
}
