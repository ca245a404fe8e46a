export const BULK_KINDS = {
  'bulk_action.created': 'Somebody looked at what a bulk action would act on.',
  'bulk_action.committed': 'A bulk action began on exactly what was previewed.',
  'bulk_action.released': 'A bulk action that stood at the brake was approved, and goes on.',
  'bulk_action.stopped': 'Somebody stopped a bulk action: what was not reached stays as it was.',
  'bulk_action.ended': 'A bulk action is over: all of it was reached, or it was stopped.',
  'bulk_action.undone': 'Somebody undid a bulk action, by another one over what had succeeded.',
} as const
