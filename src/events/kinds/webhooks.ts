export const WEBHOOK_KINDS = {
  'webhook.created': 'An address is told what happens from now on.',
  'webhook.updated': 'Where a webhook goes, what it tells, or whether it is active was changed.',
  'webhook.deleted': 'An address is told of nothing any more.',
  'webhook.secret_rotated': 'A webhook got new keys; the old ones sign beside them for a while.',
  'webhook.tested': 'Somebody sent a message of this kind to a webhook to try it; it goes there alone and at once.',
  'webhook.replayed': 'Messages to a webhook that had ended are sent once more.',
  'webhook.disabled':
    'The server stopped a webhook: it answered 410, only failed for three days, or its maker may not sign in any more.',
  'webhook.events_missed': 'Events were removed by age before webhooks were told of them.',
} as const
