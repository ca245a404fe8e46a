export const CLIENT_KINDS = {
  'client.created': 'A client was entered.',
  'client.updated': 'The record of a client was changed.',
  'client.closed': 'The account of a client was closed.',
  'client_group.created': 'A client group was made.',
  'client_group.updated': 'A client group was changed.',
  'contact.created': 'A client got another contact.',
  'contact.deleted': 'A contact of a client was deleted.',
  'contact.updated': 'A contact of a client was changed.',
  'currency.created': 'A currency was made.',
  'currency.updated': 'A currency was changed.',
  'user.created': 'A user was made, who may sign in for a client.',
} as const
