export const ACCESS_KINDS = {
  'access_key.updated': 'The access key was set, replaced or taken away.',
  'activity.logged': "Somebody wrote a line of their own into the activity log. Its words are the event's description.",
  'address.refusals_counted':
    'More was refused to an address, or to many, than is written down one by one. Once an hour, with how often.',
  'allowed_address.created': 'An address or a range was put on the allow list.',
  'allowed_address.updated': 'The note or the faces of an allowed address were changed.',
  'allowed_address.deleted': 'An address was taken off the allow list.',
  'ban.created': 'An address was banned, by hand or after wrong guesses.',
  'ban.lifted': 'A ban was ended before its time.',
  'chain.resealed':
    'The chain of the activity log was hashed again by a migration. The changes hold its head before and after, and where ' +
    'it did not verify before, the first such place.',
  'credential.created': 'An API credential was made.',
  'credential.updated': 'Name, roles, addresses or expiry of an API credential were changed.',
  'credential.revoked': 'An API credential was revoked for good.',
  'credential.signed_in': 'An API credential was let in: the first time in a day on this face from this address.',
  'credential.passwords_blanked': 'For the first time service passwords were left out of the answers to a credential.',
  'request.refused': 'Somebody who was let in asked for what they may not do.',
  'role.created': 'A role was made.',
  'role.updated': 'A role got other permissions.',
  'secret_key.rotation_started': 'Another secret key was named that is to seal as soon as every node holds it.',
  'secret_key.rotated': 'Another secret key seals from now on.',
  'secret_key.retired': 'All that an old secret key had sealed was sealed anew: nothing needs it any more.',
  'sign_in.refused':
    'Somebody was not let in. The changes say on which face and why; the name of the actor is who was named, or a digest of it.',
  'staff.created': 'A staff member was made.',
  'staff.updated': 'The record of a staff member was changed.',
  'staff.enabled': 'A staff member is let in again.',
  'staff.disabled': 'A staff member is not let in any more.',
  'staff.signed_in': 'A staff member was let in by password: the first time in a day on this face from this address.',
  'staff.password_updated': 'A staff member got another password.',
  'staff.rate_updated': 'The hourly rate of a staff member was changed.',
} as const
