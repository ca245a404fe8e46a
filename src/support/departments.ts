import { type Actor, authorize } from '../access/actor.ts'
import { requireLines, requireText } from '../base/checks.ts'
import { merge, type Patch } from '../base/merge.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import { record } from '../events/event.ts'
import { createNoun, type TellsOf, updateNoun } from '../events/record-noun.ts'
import { requireEmail } from './author.ts'
import { requireStaff } from './create-ticket.ts'
import { type Department, type DepartmentCounts, worksIn } from './department.ts'
import { LONGEST_TEXT, type SupportParts, type SupportStores, type SupportTx } from './parts.ts'
import { SupportRefused } from './refused.ts'
import { ACTIVE_STATUSES, AWAITING_STATUSES } from './ticket-status.ts'

export type DepartmentForm = { id?: number | undefined; name: string } & DepartmentChanges

/** What is left out stays as it is. */
export type DepartmentChanges = Patch<Omit<Department, 'id'>>

export function makeDepartments<S extends SupportStores>({ read, transaction }: SupportParts<S>) {
  const counted = () => read.support.departments.listCounted({ active: ACTIVE_STATUSES, awaiting: AWAITING_STATUSES })

  return {
    /** By position, each with what lies there; only those where the actor works, when that is asked. */
    async list(
      actor: Actor,
      { ownDepartments = false }: { ownDepartments?: boolean | undefined } = {},
    ): Promise<DepartmentCounts[]> {
      authorize(actor, 'support.read')
      const all = await counted()
      return ownDepartments && actor.kind === 'staff' ? all.filter((each) => worksIn(each, actor.id)) : all
    },

    /** Where somebody works, by id: for whoever asks about themselves. */
    async ofActor(actor: Actor): Promise<number[]> {
      return (await ownDepartmentIds(read, actor)) ?? (await read.support.departments.list()).map(({ id }) => id)
    },

    async create(actor: Actor, form: DepartmentForm): Promise<Department> {
      authorize(actor, 'system.write')
      return transaction((tx) => createDepartment(tx, actor, form))
    },

    async get(actor: Actor, id: number): Promise<DepartmentCounts> {
      authorize(actor, 'support.read')
      const found = (await counted()).find((each) => each.id === id)
      if (!found) throw new NotFound('Department', id)
      return found
    },

    async update(actor: Actor, id: number, changes: DepartmentChanges): Promise<Department> {
      authorize(actor, 'system.write')
      return transaction((tx) => updateDepartment(tx, actor, id, changes))
    },

    /** Only one where no ticket lies. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'system.write')
      return transaction((tx) => deleteDepartment(tx, actor, id))
    },
  }
}

/** Nothing for the owner of the data folder, who is nobody of the staff and works everywhere. */
export async function ownDepartmentIds(read: SupportStores, actor: Actor): Promise<number[] | undefined> {
  if (actor.kind !== 'staff') return undefined
  const all = await read.support.departments.list()
  return all.filter((each) => worksIn(each, actor.id)).map(({ id }) => id)
}

export const DEPARTMENT_DEFAULTS: Omit<Department, 'id' | 'name'> = {
  description: '',
  email: '',
  hidden: false,
  position: 0,
  staffIds: [],
}

const DEPARTMENT: TellsOf<Omit<Department, 'id'>> = {
  created: 'department.created',
  updated: 'department.updated',
  title: (_, { name }) => `Department ${name}`,
}

async function createDepartment(
  tx: SupportTx,
  actor: Actor,
  { id: prescribed, ...form }: DepartmentForm,
): Promise<Department> {
  const others = await tx.support.departments.reserve()
  const last = Math.max(0, ...others.map(({ position }) => position))
  const row = await checked(tx, merge({ ...DEPARTMENT_DEFAULTS, name: '', position: last + 1 }, form), others)
  return createNoun(tx, actor, DEPARTMENT, row, (it) => tx.support.departments.insert({ ...it, id: prescribed }))
}

async function updateDepartment(
  tx: SupportTx,
  actor: Actor,
  id: number,
  changes: DepartmentChanges,
): Promise<Department> {
  const all = await tx.support.departments.reserve()
  const before = all.find((each) => each.id === id)
  if (!before) throw new NotFound('Department', id)
  const others = all.filter((each) => each !== before)
  const after = { id, ...(await checked(tx, merge(before, changes), others)) }
  return updateNoun(tx, actor, DEPARTMENT, before, after, (it) => tx.support.departments.update(id, it))
}

async function deleteDepartment(tx: SupportTx, actor: Actor, id: number): Promise<void> {
  const before = (await tx.support.departments.reserve()).find((each) => each.id === id)
  if (!before) throw new NotFound('Department', id)
  if (await tx.support.departments.isUsed(id))
    throw new SupportRefused('department_in_use', `Tickets lie in ${before.name}: hide it instead`, { department: id })
  await tx.support.departments.delete(id)
  await record(tx, actor, {
    kind: 'department.deleted',
    subjectId: id,
    description: `${DEPARTMENT.title(id, before)} deleted`,
  })
}

async function checked(
  tx: SupportTx,
  { name, description, email, hidden, position, staffIds }: Omit<Department, 'id'>,
  others: readonly Department[],
): Promise<Omit<Department, 'id'>> {
  if (!Number.isSafeInteger(position) || position < 0)
    throw new Invalid('position', 'a whole number, 0 or more', position)
  const row = {
    name: requireText('name', name, LONGEST_TEXT),
    description: requireLines('description', description, 10_000),
    email: email.trim() === '' ? '' : requireEmail(email),
    hidden,
    position,
    staffIds: [...new Set(staffIds)].sort((a, b) => a - b),
  }
  if (others.some((other) => other.name.toLowerCase() === row.name.toLowerCase()))
    throw new Invalid('name', 'a name that no department has', name)
  for (const id of row.staffIds) await requireStaff(tx, id)
  return row
}
