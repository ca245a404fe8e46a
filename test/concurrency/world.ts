import { SYSTEM } from '../../src/access/actor.ts'
import { demonstration, openApp } from '../support/app.ts'
import type { Engine } from '../support/databases.ts'

export type Answer = { result: string; message?: string } & Record<string, unknown>
export type World = Awaited<ReturnType<typeof openWorld>>

/** A server with the demonstration data, asked by somebody who may do everything. */
export async function openWorld(engine: Engine) {
  const app = await openApp(await engine.fresh(demonstration))
  const { provisor, http, demo } = app

  async function ask<T = Answer>(action: string, form: Record<string, string | number> = {}): Promise<T> {
    const fields = { ...demo.whmcs, action, responsetype: 'json', ...form }
    const { statusCode, body } = await http.inject({
      method: 'POST',
      url: '/includes/api.php',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: Object.entries(fields)
        .map((pair) => pair.map((part) => encodeURIComponent(part)).join('='))
        .join('&'),
    })
    if (statusCode !== 200) throw new Error(`${action} answered ${statusCode}: ${body}`)
    return JSON.parse(body) as T
  }

  return {
    ...app,
    ask,
    /** All at once. */
    askAll: (requests: readonly (readonly [action: string, form: Record<string, string | number>])[]) =>
      Promise.all(requests.map(([action, form]) => ask(action, form))),
    /** How often each kind of thing has happened to this one. */
    async eventsOf(subject: string, subjectId: number): Promise<Record<string, number>> {
      await provisor.domain.access.sealer.settle()
      const { rows: events } = await provisor.domain.access.activity.list(SYSTEM, { subject, subjectId }, ALL)
      const kinds = Object.groupBy(events, ({ kind }) => kind)
      return Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, list!.length]))
    },
  }
}

const ALL = { offset: 0, limit: 10_000 }

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

export const succeeded = (answers: readonly Answer[]): Answer[] => answers.filter(({ result }) => result === 'success')

/** The refusals, each text once. */
export const refusals = (answers: readonly Answer[]): (string | undefined)[] => [
  ...new Set(answers.filter(({ result }) => result !== 'success').map(({ message }) => message)),
]
