import { basename, relative } from 'node:path'
import type { Config } from '../config.ts'
import type { DemoCredentials } from '../demo/stores.ts'
import type { Opened } from '../open.ts'
import { SETTINGS } from '../settings.ts'

export type FirstStart = {
  url: string
  config: Config
  /** What the database held when it was opened. */
  before: 'demonstration' | 'own' | 'nothing'
  demo: DemoCredentials | undefined
  /** Why nothing leaves, if it is held. */
  held?: string | undefined
  /** Signs its administrator in once. */
  link?: string
}

export async function contentsBefore({ read }: Opened): Promise<FirstStart['before']> {
  return (await read.access.staff.list()).length > 0 ? 'own' : 'nothing'
}

/** What a started server says: where it listens first, because others wait for that line. */
export function welcome(start: FirstStart): string {
  const parts = [`provisor: listening on ${start.url}`]
  if (start.held !== undefined)
    parts.push(`HELD, nothing leaves: ${start.held}\nprovisor release says what waits, and lets it go`)
  if (start.demo) parts.push(signIn(start, start.demo), tryIt(start.url, start.demo))
  if (start.before === 'nothing' && !start.demo) parts.push(nextSteps(start.config))
  // Only of the demonstration: nobody wants to read at each start how to remove what their business runs on.
  if (start.before === 'demonstration') parts.push(kept(start.config))
  return parts.join('\n\n')
}

function signIn({ url, config, link }: FirstStart, { admin, whmcs, aculab, wbteampro }: DemoCredentials): string {
  return [
    ...(link === undefined ? [] : [`Open the console, signed in once: ${url}/console/sign-in#link=${link}`, '']),
    'With demonstration data. Sign in with:',
    `  Console        ${url}/console/`,
    `  Administrator  ${admin.username}, password ${admin.password}`,
    `  WHMCS API      identifier ${whmcs.identifier}, secret ${whmcs.secret}`,
    `  Outbound API   ${aculab.username}, key ${aculab.apiKey}`,
    `  Remote API     ${wbteampro.username}, MD5 of the password ${wbteampro.passwordMd5}`,
    ...(config.sandbox === 'on' ? [`  Sandbox        ${url}/sandbox`] : []),
    `  As a file      ${config.dataDir}/demo.json`,
  ].join('\n')
}

/** One line for each face, to be pasted as it stands. */
function tryIt(url: string, demo: DemoCredentials): string {
  const lines = FACES_TO_TRY.map(({ about, curl }) => `  # ${about}\n  ${curl(url, demo)}`)
  return ['Try it:', ...lines].join('\n')
}

const FACES_TO_TRY: { about: string; curl(url: string, demo: DemoCredentials): string }[] = [
  {
    about: 'the services of client 1, over the WHMCS API',
    curl: (url, { whmcs: { identifier, secret } }) =>
      `${curlOf(url)} ${url}/includes/api.php -d identifier=${identifier} -d secret=${secret} ` +
      '-d action=GetClientsProducts -d clientid=1 -d responsetype=json',
  },
  {
    about: 'what waits in the queues of an outbound account, over the Aculab API',
    curl: (url, { aculab: { username, apiKey } }) =>
      `${curlOf(url)} -u ${username}:${apiKey} ${url}/service/v1/outbound_queues`,
  },
  {
    about: 'project 219 and the ticket that is linked to it, over the Remote API',
    curl: (url, { wbteampro: { username, passwordMd5 } }) =>
      `${curlOf(url)} ${url}/modules/addons/wbteampro/api.php/v1/projects/219/whmcstickets/json ` +
      `-d method=get -d username=${username} -d password=${passwordMd5}`,
  },
]

// The certificate of a demonstration is nobody's whom curl knows.
const curlOf = (url: string): string => (url.startsWith('https:') ? 'curl -sk' : 'curl -s')

function nextSteps(config: Config): string {
  const where = isDefaultFolder(config) ? '' : ` --data-dir ${config.dataDir}`
  const steps = [
    ['staff create <username>', 'somebody who can sign in'],
    ['apply <setup.yaml>', 'servers, products, currencies …; see examples/setup.yaml'],
    ['credential create --staff <username> --name <text> --ip <address>', 'what a program signs in with'],
    ['check', 'says what is still missing'],
  ]
  const lines = steps.map(([command, about]) => `  ${programName()} ${command}${where}\n      ${about}`)
  return ['The database is empty. Next, in another terminal:', ...lines].join('\n')
}

function kept({ dataDir, databaseUrl }: Config): string {
  return databaseUrl === ''
    ? `The data of earlier starts was kept. To start over, stop the server and remove ${dataDir}`
    : 'The data of earlier starts was kept. To start over, stop the server and name an empty database'
}

const isDefaultFolder = ({ dataDir }: Config): boolean =>
  relative('', dataDir) === relative('', SETTINGS.dataDir.default)

/** How this program was started, so that what it suggests can be pasted. */
function programName(): string {
  const script = process.argv[1] ?? 'provisor'
  return basename(script) === 'provisor' ? 'provisor' : `node ${relative('', script)}`
}
