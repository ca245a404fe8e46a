import { hmacKey } from '../../../base/secrets/secrets.ts'
import type { GuardedHttp } from '../../../guarded-http/guarded-http.ts'
import { done, giveUp, type JobOutcome, unknown } from '../../../jobs/outcome.ts'
import type { OutboundParts } from '../../parts.ts'
import type { WebPage } from '../../services/service.ts'
import { pageSecret } from '../../services/services.ts'
import type { StartEnd } from '../../starts/start.ts'
import type { Runner, Turn } from '../runner.ts'
import { askPage, type PageAnswer } from './ask-page.ts'
import { type InstanceQuestion, instanceInfo } from './instance-info.ts'
import { readReply } from './reply.ts'
import type { Run, RunEnding } from './run.ts'

/** Pages that one run may ask for one after the other. */
const MOST_PAGES = 20
/** The final page is asked again when it fails, but not for ever. */
const FINAL_TRIES = 5
const finalDelayMs = (tries: number) => 1000 * 4 ** tries

type Parts = Pick<OutboundParts, 'read' | 'transaction' | 'queue' | 'key'> & { http: GuardedHttp }

/**
 * The application is a set of pages: the first one, those it names, and the final one, which is always the last and is
 * asked also when the process died in between. The run's row says where it stood: the first page is asked at most once
 * unless the service opts into repeating, the final page at least once.
 */
export function makeHttpRunner({ read, transaction, queue, key, http }: Parts): Runner {
  const pageKey = hmacKey(key, 'outbound pages')

  async function ask(
    turn: Turn,
    page: WebPage,
    asking: InstanceQuestion,
    token: string | null,
    n: number,
  ): Promise<PageAnswer> {
    const { start, service, signal, hold } = turn
    const row = await read.outbound.services.get(service.id)
    if (!row) return { is: 'failure', why: 'the service was removed' }
    const now = await read.jobs.now()
    if (asking.for === 'first' && hold.isStopping()) return { is: 'aborted', sent: false }
    return askPage(http, {
      page,
      info: instanceInfo(start, asking, token, now),
      id: `${start.instanceId}.${asking.for === 'final' ? 'final' : n}`,
      secret: pageSecret(pageKey, row),
      now,
      signal,
    })
  }

  /** Nothing of it has reached the application, so it waits as if it had not been taken. */
  async function giveBack({ job, hold }: Turn, fresh: boolean): Promise<'settled'> {
    await transaction(async (tx) => {
      if ((await hold.giveBack(tx)) && fresh) await tx.outbound.runs.delete([job.id])
    })
    return 'settled'
  }

  /** From the first page on, as far as the pages lead. `fresh`: it has never been asked for. */
  async function askPages(turn: Turn, fresh: boolean): Promise<JobOutcome | 'settled'> {
    const { service, start } = turn
    let page = service.firstPage!
    let asking: InstanceQuestion = { for: 'first' }
    let token = ('token' in start.call && start.call.token) || null
    for (let n = 1; n <= MOST_PAGES; n++) {
      const answer = await ask(turn, page, asking, token, n)
      if (answer.is === 'aborted') return n === 1 && !answer.sent ? giveBack(turn, fresh) : 'settled'
      if (answer.is === 'answer' && answer.status === 202) return awaitReport(turn, token)
      const reply =
        answer.is === 'failure'
          ? ({ is: 'unreadable', why: answer.why } as const)
          : readReply(answer.text, page.address)
      if (reply.is === 'end') return end(turn, { end: { code: reply.code }, health: 'well' }, reply.token)
      if (reply.is === 'page') {
        page = reply.page
        token = reply.token
        asking = { for: 'next' }
      } else if (asking.for !== 'fallback' && service.fallbackPage) {
        page = service.fallbackPage
        asking = { for: 'fallback', why: reply.why }
      } else return end(turn, { end: { why: reply.why }, health: answer.is === 'failure' ? 'ill' : 'well' }, token)
    }
    return end(turn, { end: { why: `the pages led on, past ${MOST_PAGES}` }, health: 'well' }, token)
  }

  /** The application reports the end later, unless it has done so already. */
  async function awaitReport(turn: Turn, token: string | null): Promise<JobOutcome | 'settled'> {
    const { job, service } = turn
    const reported = await transaction(async (tx) => {
      const run = await tx.outbound.runs.lock(job.id)
      if (run?.ending) return run.ending
      const limitAt = (await tx.jobs.now()) + service.runLimitMs
      await tx.outbound.runs.update(job.id, { stage: 'waits', limitAt, token })
      await queue.finish(tx, job, unknown(WAITS, service.runLimitMs, { health: 'well' }))
      return undefined
    })
    return reported ? askFinalPage(turn, reported, 0, token) : 'settled'
  }

  /** What the end is, is on disk before anybody is told of it. An end that was reported meanwhile stands. */
  async function end(turn: Turn, ending: RunEnding, token: string | null): Promise<JobOutcome | 'settled'> {
    const run = await transaction(async (tx) => {
      const before = await tx.outbound.runs.lock(turn.job.id)
      const ended = { stage: 'ended', ending: before?.ending ?? ending, token } as const
      await tx.outbound.runs.update(turn.job.id, ended)
      return ended
    })
    return askFinalPage(turn, run.ending, 0, token)
  }

  async function askFinalPage(
    turn: Turn,
    { end: how, health }: RunEnding,
    tries: number,
    token: string | null,
  ): Promise<JobOutcome | 'settled'> {
    const { finalPage } = turn.service
    const outcome = outcomeOf(how, health)
    if (!finalPage) return outcome
    const answer = await ask(turn, finalPage, { for: 'final', end: how }, token, 0)
    if (answer.is === 'aborted') return 'settled'
    if (answer.is === 'answer' || tries + 1 >= FINAL_TRIES) return outcome
    await transaction(async (tx) => {
      await tx.outbound.runs.update(turn.job.id, { finalTries: tries + 1 })
      const why = `the final page is asked again: ${answer.why}`
      await queue.finish(tx, turn.job, unknown(why, finalDelayMs(tries), { health: 'unsaid' }))
    })
    return 'settled'
  }

  return {
    async run(turn) {
      const { job, service, now, hold } = turn
      const run: Run | undefined = await read.outbound.runs.get(job.id)
      if (!run) {
        if (hold.isStopping()) return giveBack(turn, false)
        await transaction((tx) => tx.outbound.runs.insert(job.id))
        return askPages(turn, true)
      }
      if (run.ending) return askFinalPage(turn, run.ending, run.finalTries, run.token)
      if (run.stage === 'waits') {
        const left = run.limitAt! - now
        if (left > 0) return unknown(WAITS, left, { health: 'unsaid' })
        return end(
          turn,
          { end: { why: 'the application did not report the end in time' }, health: 'unsaid' },
          run.token,
        )
      }
      if (service.onLost === 'repeat') return askPages(turn, false)
      return end(turn, { end: { why: 'worker lost' }, health: 'unsaid' }, run.token)
    },
  }
}

const WAITS = 'the application reports the end later'

const outcomeOf = (end: StartEnd, health: RunEnding['health']): JobOutcome =>
  'code' in end ? done({ result: { code: end.code }, health }) : giveUp(end.why, { health })
