import { join } from 'node:path'
import {
  type Backend,
  type BackendTools,
  CONTRACT_VERSION,
  type Verb,
  type VerbInput,
  type VerbName,
  type VerbOutput,
} from '../../panel/backend.ts'
import type { DeclaredCause } from '../../panel/causes.ts'
import type { FailureClass } from '../../panel/outcome.ts'
import { type Failed, failed, type Outcome } from '../../panel/outcome.ts'
import { jsonOf, unclear } from '../../panel/read-answer.ts'
import type { PanelServer } from '../../panel/server.ts'
import { HTTP_SERVER_SETTINGS } from '../../panel/settings.ts'
import { readAnswer, unfinished } from '../webhook/answer.ts'
import { ANSWER_CAUSES } from '../webhook/causes.ts'
import { changes, messageOf } from '../webhook/message.ts'
import { MESSAGE_PRODUCT_SETTINGS } from '../webhook/settings.ts'
import { everyVerb } from '../webhook/verbs.ts'
import { type CommandRun, runCommand } from './run-command.ts'

/**
 * An executable of the operator's: it reads the message of a webhook from its standard input and writes the answer to its
 * standard output. Only what lies in `folder` can be run, so that who may edit servers may not run whatever there is.
 */
export function makeCommand({ folder, isHeld }: { folder: string; isHeld?: (() => boolean) | undefined }): Backend {
  const told =
    <V extends VerbName>(verb: V): Verb<V> =>
    async (input, tools) =>
      isHeld?.() ? HELD : tell(folder, verb, input, tools)
  return {
    contractVersion: CONTRACT_VERSION,
    name: 'command',
    displayName: 'Local command',
    productSettings: MESSAGE_PRODUCT_SETTINGS,
    serverSettings: [
      { name: 'command', label: 'Command', kind: 'text', about: `Name of an executable in ${folder}` },
      ...HTTP_SERVER_SETTINGS.filter(({ name }) => name === 'answerSeconds'),
    ],
    secrets: { fields: ['password', 'epp_code', 'url'] },
    settleMs: 0,
    causes: CAUSES,
    commands: [],
    ...everyVerb(told),
  }
}

const HELD: Failed = failed('transient', 'Not run: this installation is held, nothing leaves it')

async function tell<V extends VerbName>(
  folder: string,
  verb: V,
  input: VerbInput[V],
  tools: BackendTools,
): Promise<Outcome<VerbOutput[V]>> {
  const name = nameOf(tools.server)
  if (!name)
    return failed('configuration', 'The server names no command', {
      cause: 'no command',
      explanation: `Name an executable in ${folder}.`,
    })
  const message = messageOf(verb, input, tools)
  const [startedAt, started] = [tools.clock.now(), performance.now()]
  if (changes(verb)) tools.acting()
  const run = await runCommand({ file: join(folder, name), folder, input: message, signal: tools.signal })
  tools.note({
    method: 'RUN',
    url: name,
    request: message,
    status: run.end === 'exited' ? run.status : null,
    reason: run.stderr,
    answer: run.stdout,
    end: run.end === 'exited' ? 'answered' : run.end,
    startedAt,
    durationMs: Math.round(performance.now() - started),
  })
  const failure = failureOf(run, name, changes(verb))
  if (run.end === 'called-off') throw tools.signal.reason
  if (failure) return failure
  const answer = { status: 200, reason: '', headers: {}, text: asFailed(run) }
  const read = readAnswer(verb, input, answer, tools.clock.now())
  if ('accepted' in read) return unfinished(read.accepted.text, read.accepted.retryAfterMs)
  if (Object.keys(read.remember).length > 0) await tools.remember(read.remember)
  return read.outcome
}

const CAUSES: readonly DeclaredCause[] = [
  ...ANSWER_CAUSES,
  { class: 'configuration', cause: 'no command', fix: 'server-setting', title: '{where} names no command' },
  { class: 'unknown', cause: 'killed:', fix: 'look-again', title: 'The command of {where} was killed ({what})' },
  { class: 'transient', cause: 'killed:', fix: 'retry', title: 'The command of {where} was killed ({what})' },
  { class: 'unknown', cause: 'no answer', fix: 'look-again', title: 'The command of {where} said nothing' },
  { class: 'transient', cause: 'no answer', fix: 'retry', title: 'The command of {where} said nothing' },
  { class: 'unknown', cause: 'status', fix: 'look-again', title: 'The command of {where} ended with status {what}' },
  { class: 'transient', cause: 'status', fix: 'retry', title: 'The command of {where} ended with status {what}' },
]

/** No path leads out of the folder. */
const nameOf = ({ settings }: PanelServer): string | undefined => /^\w[\w.-]*$/.exec(settings.command ?? '')?.[0]

/** As BSD's sysexits.h has them. */
const STATUSES: Readonly<Record<number, FailureClass>> = {
  64: 'permanent',
  65: 'permanent',
  69: 'transient',
  75: 'transient',
  77: 'authentication',
  78: 'configuration',
}

/** Why there is no answer to read; undefined when there is one, be it that it failed. */
function failureOf(run: CommandRun, name: string, acts: boolean): Failed | undefined {
  switch (run.end) {
    case 'not-started':
      return ['EAGAIN', 'ENOMEM', 'EMFILE', 'ENFILE'].includes(run.code)
        ? failed('transient', `${name} could not be started: ${run.code}`)
        : failed('configuration', `${name} cannot be run: ${run.code}`, {
            explanation: 'It must be there, and executable.',
          })
    case 'killed':
      return unclear(acts, run.stderr || `${name} was killed: ${run.why}`, `killed: ${run.why}`)
    case 'called-off':
      return undefined
    case 'exited': {
      // Words of trouble are the better answer where there is none.
      if (run.status === 0 && run.stdout.trim() === '' && run.stderr.trim() !== '')
        return unclear(acts, run.stderr, 'no answer')
      if (run.status === 0 || hasCode(run.stdout)) return undefined
      const text = run.stderr || run.stdout || `${name} ended with status ${run.status}`
      const known = STATUSES[run.status]
      return known ? failed(known, text) : unclear(acts, text, `status ${run.status}`)
    }
  }
}

const bodyOf = (stdout: string): unknown => jsonOf({ status: 200, reason: '', headers: {}, text: stdout })

function hasCode(stdout: string): boolean {
  const body = bodyOf(stdout)
  return typeof body === 'object' && body !== null && 'code' in body
}

/** A command that ends with another status than 0 has failed, even if it forgets to say so. */
const asFailed = (run: CommandRun): string =>
  run.end === 'exited' && run.status !== 0
    ? JSON.stringify({ ...(bodyOf(run.stdout) as object), status: 'failed' })
    : run.stdout
