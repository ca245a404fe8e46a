/** Where tickets come to. */
export type Department = {
  id: number
  /** Unique without regard to case. */
  name: string
  description: string
  /** Where its mail comes from and goes to. */
  email: string
  /** Clients do not see it. */
  hidden: boolean
  position: number
  /** Who works there, by id. A department that nobody is assigned to is everybody's. */
  staffIds: readonly number[]
}

/** A department and what lies there. */
export type DepartmentCounts = Department & { awaiting: number; active: number }

export const worksIn = ({ staffIds }: Department, staffId: number): boolean =>
  staffIds.length === 0 || staffIds.includes(staffId)
