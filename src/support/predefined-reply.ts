/** An answer that the staff gives often. */
export type PredefinedReply = {
  id: number
  /** What it is about; empty for none. */
  category: string
  /** Unique in its category. */
  name: string
  text: string
}

export type PredefinedReplyFilter = { category?: string | undefined }
