export const NOTICE_KINDS = {
  'mail.failed': 'A mail to a member of staff was given up; the outbox has what the mail server said.',
  'mail.retried': 'A mail that was given up is sent once more, because somebody said so.',
  'mail_settings.updated': 'The mail server or the way to it was changed.',
  'mail_template.updated': 'What a kind of mail is made of was changed.',
  'mail_template.deleted': 'A kind of mail is made of what is built in again.',
  'mail.created': 'Somebody wrote a mail to a member of staff.',
} as const
