import { Refusal } from '../base/refusal.ts'

/** Facts are named beside each. */
export type FileRefusalCode =
  /** `limit`, in bytes. */
  | 'file_too_large'
  /** `filename`, and `allowed`: the endings that are taken. */
  | 'file_type_refused'
  /** `key`, by which it was kept. */
  | 'file_lost'
  /** It took so long that it was given up. */
  | 'upload_abandoned'

/** What is not stored. */
export class FileRefused extends Refusal {
  declare readonly code: FileRefusalCode

  constructor(code: FileRefusalCode, message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(code, message, facts)
  }
}
