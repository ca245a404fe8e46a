/** What a member of staff is to be told of one matter. Instants are milliseconds. */
export type Notice = {
  readonly id: number
  readonly staffId: number
  /** The template. */
  readonly kind: 'attention' | 'attention-over' | 'event'
  /** The same for all that is one matter. */
  readonly causeKey: string
  /** A kind of `GET /attention`, or the noun of an event. */
  readonly subject: string
  readonly subjectId: number
  readonly title: string
  readonly body: string
  /** Not before then. */
  readonly dueAt: number
  readonly createdAt: number
}

export type NewNotice = Omit<Notice, 'id' | 'createdAt'>
