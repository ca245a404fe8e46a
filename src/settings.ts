import { KEEPING } from './settings-keeping.ts'

export type SettingKind = 'text' | 'number' | 'flag' | 'list'
export type Setting = {
  flag: string
  kind: SettingKind
  default: string | number | boolean
  about: string
  env?: string
  hidden?: true
}

/** Every setting. Flags, environment names, help and docs all come from this table; a flag wins over the environment. */
export const SETTINGS = {
  host: { flag: 'host', kind: 'text', default: '127.0.0.1', about: 'Address to listen on' },
  port: { flag: 'port', kind: 'number', default: 8080, about: 'Port to listen on; 0 picks a free one' },
  dataDir: {
    flag: 'data-dir',
    kind: 'text',
    default: './provisor-data',
    about: 'Folder of the database, the secret key and files',
  },
  filesDir: {
    flag: 'files-dir',
    kind: 'text',
    default: '',
    about: 'Folder of uploaded files that all nodes share; without it they lie in the data folder, or in PostgreSQL',
  },
  uploadLimitMb: { flag: 'upload-limit-mb', kind: 'number', default: 100, about: 'Largest file that is taken' },
  uploadTypes: {
    flag: 'upload-types',
    kind: 'list',
    default: '',
    about: 'Endings of the names of files that are taken, such as pdf,png; all when empty',
  },
  databaseUrl: {
    flag: 'database-url',
    kind: 'text',
    default: '',
    about: 'postgres://… instead of the embedded database',
  },
  databasePool: {
    flag: 'database-pool',
    kind: 'number',
    default: 10,
    about: 'Connections to PostgreSQL that this process may hold',
  },
  databasePrepare: {
    flag: 'database-prepare',
    kind: 'text',
    default: 'on',
    about: 'off behind a pooler that shares sessions',
  },
  demo: { flag: 'demo', kind: 'flag', default: false, about: 'Fill an empty database with demonstration data' },
  hold: {
    flag: 'hold',
    kind: 'flag',
    default: false,
    about: 'Nothing leaves, of any node of the database: no panels, pages, webhooks, mails; until provisor release',
  },
  demoAnyway: {
    flag: 'demo-anyway',
    kind: 'flag',
    default: false,
    about: 'Allow --demo on a public address or over other data',
  },
  tlsCert: {
    flag: 'tls-cert',
    kind: 'text',
    default: '',
    about: 'Certificate file (PEM); with --tls-key serves HTTPS',
  },
  tlsKey: { flag: 'tls-key', kind: 'text', default: '', about: 'Private key file (PEM)' },
  trustedProxies: {
    flag: 'trusted-proxies',
    kind: 'list',
    default: '',
    about: 'Addresses (CIDR, comma list) whose X-Forwarded-For counts',
  },
  timezone: {
    flag: 'timezone',
    kind: 'text',
    default: 'UTC',
    about: 'Zone of every wall-clock text, the same on all nodes',
  },
  secretKey: {
    flag: 'secret-key',
    kind: 'text',
    default: '',
    about: '32 bytes, hex or base64, instead of secret.key in the data folder; while it changes <new>,<old>',
    hidden: true,
  },
  loginTries: {
    flag: 'login-tries',
    kind: 'number',
    default: 3,
    about: 'Wrong credentials from one address before a ban',
  },
  banMinutes: {
    flag: 'ban-minutes',
    kind: 'number',
    default: 15,
    about: 'Length of a ban, and of the window it counts in; 0 turns bans off',
  },
  guessDelaySeconds: {
    flag: 'guess-delay-seconds',
    kind: 'number',
    default: 4,
    about:
      'How long at most who is new waits (10 at most) who names an account at which others guess wrong; 0 for no wait',
  },
  sessionIdleMinutes: {
    flag: 'session-idle-minutes',
    kind: 'number',
    default: 480,
    about: 'A session of a person that is not used for so long is over',
  },
  sessionHours: {
    flag: 'session-hours',
    kind: 'number',
    default: 168,
    about: 'A session of a person is over after so long, however much it is used',
  },
  signOnIssuer: {
    flag: 'sign-on-issuer',
    kind: 'text',
    default: '',
    about: 'Issuer of an identity provider (OpenID Connect) over which people sign in; back to /sign-on/callback',
  },
  signOnName: { flag: 'sign-on-name', kind: 'text', default: 'Single sign-on', about: 'What people call it' },
  signOnClientId: { flag: 'sign-on-client-id', kind: 'text', default: '', about: 'As what this server is known there' },
  signOnClientSecret: {
    flag: 'sign-on-client-secret',
    kind: 'text',
    default: '',
    about: 'Its secret there',
    hidden: true,
  },
  signOnGroupsClaim: {
    flag: 'sign-on-groups-claim',
    kind: 'text',
    default: 'groups',
    about: 'The claim that names the groups of somebody',
  },
  signOnRoles: {
    flag: 'sign-on-roles',
    kind: 'list',
    default: '',
    about:
      'Which group has which role, such as admins=Full Administrator; the first that fits decides, others stay out',
  },
  publicUrl: {
    flag: 'public-url',
    kind: 'text',
    default: '',
    about:
      'Address under which panels reach this server, such as https://provisor.example.com; none are asked to call back without it',
  },
  portalUrl: {
    flag: 'portal-url',
    kind: 'text',
    default: '',
    about: 'Address of your own portal, which redeems links that sign clients in; none are made without it',
  },
  outgoingAllow: {
    flag: 'outgoing-allow',
    kind: 'list',
    default: '',
    about: 'Addresses of panels that are not public (CIDR, comma list) and may be called all the same',
  },
  outboundAllow: {
    flag: 'outbound-allow',
    kind: 'list',
    default: '',
    about: "Addresses of outbound services' pages that are not public, likewise; customers choose these",
  },
  webhookAllow: {
    flag: 'webhook-allow',
    kind: 'list',
    default: '',
    about: 'Addresses of webhooks that are not public, likewise; these may be told without TLS too',
  },
  sandbox: {
    flag: 'sandbox',
    kind: 'text',
    default: 'on',
    about: "off: no developers' sandbox at /sandbox and …/wbteampro/sandbox.php",
  },
  mcp: {
    flag: 'mcp',
    kind: 'text',
    default: 'on',
    about: 'off: no tools for assistants at /mcp, which take API credentials only',
  },
  tellVersion: {
    flag: 'tell-version',
    kind: 'text',
    default: 'on',
    about: 'off: only who has signed in learns the version; /, /api/v1 and its description leave it out',
  },
  commandSeconds: {
    flag: 'command-seconds',
    kind: 'number',
    default: 30,
    about: 'How long a module command waits for the panel before it answers that it goes on',
  },
  retries: {
    flag: 'retries',
    kind: 'list',
    default: 'transient=20,unknown=12',
    about: 'Attempts in all for each class of failure that is tried again by itself; 1 is never again',
  },
  retryFirstSeconds: {
    flag: 'retry-first-seconds',
    kind: 'number',
    default: 15,
    about: 'Delay before the second attempt; it doubles from one to the next',
  },
  retryMostSeconds: {
    flag: 'retry-most-seconds',
    kind: 'number',
    default: 900,
    about: 'Longest delay between two attempts',
  },
  listAfterFailures: {
    flag: 'list-after-failures',
    kind: 'number',
    default: 1,
    about: 'The failure at which an action that is tried again is listed in the module queue',
  },
  brakePerHour: {
    flag: 'brake-per-hour',
    kind: 'number',
    default: 100,
    about: 'Suspensions and terminations that a server gets in an hour before they wait for approval; 0 is no limit',
  },
  serverConcurrency: {
    flag: 'server-concurrency',
    kind: 'number',
    default: 4,
    about: 'Module actions that run on one server at once',
  },
  outboundConcurrency: {
    flag: 'outbound-concurrency',
    kind: 'number',
    default: 256,
    about:
      'Outbound starts that this process carries out at once, over all services; those that wait for an end do not count',
  },
  ...KEEPING,
  drainSeconds: {
    flag: 'drain-seconds',
    kind: 'number',
    default: 0,
    about:
      'When told to stop: how long requests are still taken while /readyz says 503, for balancers to notice; nothing is begun meanwhile',
  },
  stopSeconds: {
    flag: 'stop-seconds',
    kind: 'number',
    default: 10,
    about: 'After that: how long a stop takes at most, whatever clients, panels and the database do',
  },
  bodyLimitMb: { flag: 'body-limit-mb', kind: 'number', default: 16, about: 'Largest request body that is read' },
  maxConnections: {
    flag: 'max-connections',
    kind: 'number',
    default: 4096,
    about: 'Connections at once, without those of trusted proxies and of this machine; 0 is no limit',
  },
  maxConnectionsPerAddress: {
    flag: 'max-connections-per-address',
    kind: 'number',
    default: 512,
    about: 'The same from one address, or from one /64 of IPv6; 0 is no limit',
  },
  headSeconds: {
    flag: 'head-seconds',
    kind: 'number',
    default: 20,
    about: 'How long the head of a request, or a TLS handshake, may take from its first byte; 0 is no limit',
  },
  leastBytesPerSecond: {
    flag: 'least-bytes-per-second',
    kind: 'number',
    default: 1024,
    about: 'Who sends a body or reads an answer more slowly than this for 30 seconds is cut; 0 is no limit',
  },
  bodiesMb: {
    flag: 'bodies-mb',
    kind: 'number',
    default: 64,
    about: 'Memory for request bodies over 64 KiB that come in at once; what does not fit waits on disk',
  },
  tracing: {
    flag: 'tracing',
    kind: 'text',
    default: 'off',
    about: 'on: what happens is sent as traces (OpenTelemetry), to where OTEL_EXPORTER_OTLP_ENDPOINT says',
  },
  accessLog: {
    flag: 'access-log',
    kind: 'text',
    default: 'off',
    about: 'on: a line in the log for every request, without its query',
  },
  logLevel: { flag: 'log-level', kind: 'text', default: 'info', about: 'trace, debug, info, warn, error or silent' },
} as const satisfies Record<string, Setting>
