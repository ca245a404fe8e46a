export const SUPPORT_KINDS = {
  'department.created': 'A support department was made.',
  'department.updated': 'A support department was changed.',
  'ticket.created': 'A ticket was opened.',
  'ticket.updated': 'A ticket was changed.',
  'ticket.closed': 'A ticket was changed, and is closed now.',
  'ticket.merged': 'A ticket took in other ones, which are gone.',
  'ticket.deleted': 'A ticket was deleted with its messages.',
  'ticket.attachment_created': 'A message of a ticket got another file.',
  'ticket.link_created': 'A ticket was linked to a project or an action.',
  'ticket.link_updated':
    'The link of a ticket leads to another project or action, or came from a ticket that was merged.',
  'ticket.link_deleted': 'A ticket is linked to a project or an action no longer.',
  'ticket.note_created': 'A ticket got a note of the staff.',
  'ticket.note_deleted': 'A note was deleted from a ticket.',
  'ticket.reply_created': 'A ticket got a reply.',
  'ticket.reply_updated': 'A reply to a ticket was changed.',
  'ticket.reply_deleted': 'A reply was deleted from a ticket.',
} as const
