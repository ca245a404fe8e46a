import { expect } from 'vitest'
import { startApp } from '../../support/app.ts'
import type { FreshPlace } from '../../support/databases.ts'
import { type CallerName, readCallers } from '../aculab/callers.ts'
import { GIVEN } from '../aculab/given.ts'
import { makeState } from './state.ts'

const TABLES = 'outbound_accounts outbound_keys outbound_services jobs lanes purges events'.split(' ')
const MORE = [
  "(SELECT count(*) FROM ended WHERE state = 'cancelled') AS cancelled",
  '(SELECT count(*) FROM lane_segments WHERE purge_id IS NOT NULL) AS purged',
]

export type Asked = {
  as: CallerName
  method: string
  path: string
  type?: string
  payload?: string | Buffer
  headers?: Record<string, string>
}

/** One server with something of everything, and callers who may do everything. */
export async function openAculabWorld(place: FreshPlace) {
  const app = await startApp(place, { bodyLimitMb: '1' })
  const references: string[] = []
  await GIVEN.lived(app, (_name, reference) => references.push(reference))
  const callers = readCallers(place.dataDir)
  const state = makeState(app.provisor.database, TABLES, MORE)
  let before = await state()

  return {
    references,
    /** Asks, and holds the answer to what every answer must be: in the face's form, and nothing written by a refusal. */
    async ask({ as, method, path, type, payload, headers }: Asked): Promise<{ status: number }> {
      const [username, password] = callers[as]!
      const answer = await app.http.inject({
        method: method as 'GET',
        url: path,
        headers: {
          authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
          ...(type && { 'content-type': type }),
          ...headers,
        },
        ...(payload !== undefined && { payload }),
      })
      const status = answer.statusCode
      if (status >= 300) expectError(status, answer.headers, answer.body)
      else if (answer.headers['content-type']?.toString().startsWith('application/json')) JSON.parse(answer.body)
      const after = await state()
      if (status >= 300) expect(after).toEqual(before)
      before = after
      return { status }
    },
    close: app.close,
  }
}

export type AculabWorld = Awaited<ReturnType<typeof openAculabWorld>>

function expectError(status: number, headers: Record<string, unknown>, body: string): void {
  expect({ status, type: headers['content-type'], body }).toMatchObject({ type: 'application/json; charset=utf-8' })
  const { error, request } = JSON.parse(body)
  expect(error.code).toMatch(status === 400 ? /^(HTTP 400|000[1-4])$/ : new RegExp(`^HTTP ${status}$`))
  expect(status).toBeLessThan(500)
  expect([typeof error.text, typeof error.link, typeof request.url]).toEqual(['string', 'string', 'string'])
  expect([error.datetime, request.datetime].join(' ')).toMatch(/^(\d{4}-\d\d-\d\d_\d\d:\d\d:\d\d ?){2}$/)
  // Nobody wants to read megabytes of what was sent.
  expect(body.length).toBeLessThan(30_000)
}
