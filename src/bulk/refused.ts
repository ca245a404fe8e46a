import { Refusal, type RefusalOptions } from '../base/refusal.ts'

/** Facts are named beside each. */
type BulkRefusalCode =
  | 'empty_filter'
  /** `noun` and `action`, and `valid`. */
  | 'bulk_action_unknown'
  /** `most`. */
  | 'too_many_previews'
  /** `id`. */
  | 'preview_over'
  | 'preview_token_wrong'
  /** `id`; `undoneBy`, where it was. */
  | 'undo_refused'

export class BulkRefused extends Refusal {
  declare readonly code: BulkRefusalCode

  constructor(
    code: BulkRefusalCode,
    message: string,
    facts: Readonly<Record<string, unknown>> = {},
    options: RefusalOptions = {},
  ) {
    super(code, message, facts, options)
  }
}
