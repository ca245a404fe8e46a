import { aculabPlace, readCallers } from '../../contract/aculab/callers.ts'
import { sqlite } from '../../support/databases-sqlite.ts'
import { type Answer, ask, type Listening, listen } from '../../support/listening.ts'

/** How each face takes a multipart body of somebody who may send one. */
export type Sender = {
  readonly face: string
  /** The field of a file. */
  readonly field: string
  readonly headers: Readonly<Record<string, string>>
  readonly path: string
}

export const BOUNDARY = 'B'
const REMOTE = '/modules/addons/wbteampro/api.php/v1'

export async function openFaces(): Promise<{ app: Listening; senders: Sender[] }> {
  const app = await listen({}, sqlite, aculabPlace)
  const { demo } = app
  const whmcs = new URLSearchParams({
    ...demo.whmcs,
    action: 'OpenTicket',
    responsetype: 'json',
    ...{ deptid: '1', clientid: '1', subject: 'A file', message: 'It is attached.' },
  })
  const remote = new URLSearchParams({
    username: demo.wbteampro.username,
    password: demo.wbteampro.passwordMd5,
    params: '{"project_id":100,"file_label":"A file"}',
  })
  const calls = readCallers(app.provisor.config.dataDir).calls.join(':')
  const authorization = `Basic ${Buffer.from(calls).toString('base64')}`
  return {
    app,
    senders: [
      { face: 'whmcs', field: 'attachments[]', headers: {}, path: `/includes/api.php?${whmcs}` },
      { face: 'wbteampro', field: 'file', headers: {}, path: `${REMOTE}/files/json?${remote}` },
      { face: 'aculab', field: 'rest_calls', headers: { authorization }, path: '/service_start' },
    ],
  }
}

export const send = (app: Listening, { path, headers }: Sender, body: Buffer): Promise<Answer> =>
  ask(app, {
    method: 'POST',
    path,
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body,
  })

/** The name under which the file of this answer was stored. */
export async function storedName(app: Listening, { face }: Sender, { body }: Answer): Promise<unknown> {
  const answered = JSON.parse(body)
  if (face === 'wbteampro') return answered.response.file?.file_name
  const form = new URLSearchParams({
    ...app.demo.whmcs,
    action: 'GetTicket',
    responsetype: 'json',
    ticketid: answered.id,
  })
  const ticket = await ask(app, { path: `/includes/api.php?${form}` })
  return JSON.parse(ticket.body).replies.reply[0].attachments[0].filename
}
