export const OUTBOUND_KINDS = {
  'outbound_account.created': 'An outbound account was made.',
  'outbound_account.updated': 'An outbound account got another cloud id or username.',
  'outbound_account.deleted': 'An outbound account was deleted.',
  'outbound_account.key_created': 'An outbound account got another API key.',
  'outbound_account.key_revoked': 'An API key was taken from an outbound account.',
  'outbound_account.signed_in':
    'A key of an outbound account was let in: the first time in a day from this address, whichever of its keys it was.',
  'outbound_purge.undone': 'A purge was undone: the starts that it cancelled wait again.',
  'outbound_service.created': 'An outbound service was made.',
  'outbound_service.updated': 'The settings of an outbound service were changed, or it was paused or resumed.',
  'outbound_service.change_scheduled': 'An outbound service gets another pace at an instant.',
  'outbound_service.change_cancelled': 'A change of an outbound service that was scheduled will not come.',
  'outbound_service.deleted': 'An outbound service was deleted.',
  'outbound_service.signed_in':
    'The password of an outbound service was let in: the first time in a day from this address.',
  'outbound_service.queue_held':
    'The queue of an outbound service stands still for some minutes: somebody looks at what a purge would take.',
  'outbound_service.queue_released': 'A hold of the queue of an outbound service was ended before its time.',
  'outbound_service.queue_purged': 'The starts that waited in the queue of an outbound service were cancelled.',
} as const
