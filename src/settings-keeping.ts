/** Settings of how long what happened stays, and where copies of everything are kept. */
export const KEEPING = {
  keepFinishedDays: {
    flag: 'keep-finished-days',
    kind: 'number',
    default: 7,
    about: 'How long module actions and outbound starts that ended stay to be looked at',
  },
  keepPurgesDays: {
    flag: 'keep-purges-days',
    kind: 'number',
    default: 30,
    about: 'How long purges stay with what they took; never less than they can be undone',
  },
  keepTracesDays: {
    flag: 'keep-traces-days',
    kind: 'number',
    default: 30,
    about: 'How long what was said at each attempt stays, of module actions that ended',
  },
  keepSettledDays: {
    flag: 'keep-settled-days',
    kind: 'number',
    default: 365,
    about: 'How long module actions that ended and settled entries of the module queue stay',
  },
  keepStatisticsHours: {
    flag: 'keep-statistics-hours',
    kind: 'number',
    default: 48,
    about: 'How long statistics stay by minute; afterwards by hour',
  },
  keepStatisticsDays: {
    flag: 'keep-statistics-days',
    kind: 'number',
    default: 90,
    about: 'How long statistics stay by hour; afterwards by day',
  },
  keepStatisticsMonths: {
    flag: 'keep-statistics-months',
    kind: 'number',
    default: 60,
    about: 'How long statistics stay by day, in months of 30 days',
  },
  keepDeliveriesDays: {
    flag: 'keep-deliveries-days',
    kind: 'number',
    default: 30,
    about: 'How long messages to webhooks are kept, with what became of each',
  },
  keepMailsDays: {
    flag: 'keep-mails-days',
    kind: 'number',
    default: 30,
    about: 'How long mails to members of staff stay in the outbox after they were sent or given up',
  },
  keepEventsDays: {
    flag: 'keep-events-days',
    kind: 'number',
    default: 0,
    about: 'How long the activity log stays; 0 is for ever. What is left of it can still be verified',
  },
  auditAnchorFile: {
    flag: 'audit-anchor-file',
    kind: 'text',
    default: '',
    about:
      'A file that anchors of the activity log are appended to, for provisor audit verify; best where this server cannot change it',
  },
  auditAnchorHours: {
    flag: 'audit-anchor-hours',
    kind: 'number',
    default: 24,
    about: 'Time between two anchors in that file',
  },
  backupTo: {
    flag: 'backup-to',
    kind: 'text',
    default: '',
    about:
      'Where backups are kept: a folder, or https://host/bucket/prefix of a store that speaks S3; one is made each day then',
  },
  backupAt: { flag: 'backup-at', kind: 'text', default: '02:30', about: 'When, each day, by --timezone' },
  backupKeepDays: {
    flag: 'backup-keep-days',
    kind: 'number',
    default: 30,
    about: 'How long backups are kept; the newest three whatever their age',
  },
  backupRecipients: {
    flag: 'backup-recipients',
    kind: 'list',
    default: '',
    about: 'Who can open the secret key in them: recipients of age (age1…); without, no key is in them',
  },
  backupRegion: { flag: 'backup-region', kind: 'text', default: 'us-east-1', about: 'The region of the store' },
  backupAccessKey: {
    flag: 'backup-access-key',
    kind: 'text',
    default: '',
    about: 'The id of a key for the store',
    hidden: true,
  },
  backupSecretKey: {
    flag: 'backup-secret-key',
    kind: 'text',
    default: '',
    about: 'Its secret',
    hidden: true,
  },
} as const
