/** Something that needs a person, of which a member of staff knows. Instants are milliseconds. */
export type KnownCause = {
  readonly staffId: number
  readonly causeKey: string
  readonly kind: string
  readonly title: string
  readonly since: number
  /** Since when it is not seen any more; null while it stands. */
  readonly goneAt: number | null
}
