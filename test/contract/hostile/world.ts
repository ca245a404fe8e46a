import { expect } from 'vitest'
import { startApp } from '../../support/app.ts'
import type { Place } from '../../support/databases.ts'
import { GIVEN } from '../whmcs/given.ts'
import { resultOf } from './result-of.ts'
import { makeState } from './state.ts'

/**
 * What a refused request may not change: how many rows there are, and how often those with a version were written. Guesses
 * are counted where they are refused, by ValidateLogin too.
 */
const TABLES = `settings roles staff credentials allowed_addresses bans known_callers missing_actions events currencies
  client_groups clients users client_users contacts payment_methods product_groups server_groups servers
  server_group_members products addon_definitions prices custom_fields config_options config_choices
  product_config_options orders services service_addons domains module_queue departments tickets ticket_replies
  ticket_notes ticket_attachments contents content_pieces projects actions time_logs topics announcements client_notes cancel_requests
  to_do_items blocked_senders tlds sign_on_tokens oauth_credentials predefined_replies mails`.split(/\s+/)
const STOCK = '(SELECT sum(stock) FROM products) AS stock'
const VERSIONED = ['clients', 'services', 'service_addons', 'domains', 'tickets', 'projects', 'actions', 'time_logs']

const MORE = [...VERSIONED.map((table) => `(SELECT sum(version) FROM ${table}) AS ${table}_versions`), STOCK]

/** Told as an error, but what was asked for stands and goes on: nobody carries operations out here. */
const ACCEPTED = 'waits for a server that is running'

export const RESPONSE_TYPES = ['json', 'xml', 'nvp', 'flat', ''] as const
export type ResponseType = (typeof RESPONSE_TYPES)[number]

/** One server with the demonstration and more, asked by somebody who may do everything. */
export async function openWorld(place: Place) {
  const app = await startApp(place, { portalUrl: 'http://portal.example.test' })
  await GIVEN['shop-and-holdings'](app)
  await GIVEN['staff-with-mail'](app)
  const { provisor, http, demo } = app
  const { identifier, secret } = demo.whmcs
  const keys = `identifier=${identifier}&secret=${secret}`
  // The first call of a credential is written down, whatever it asks.
  await http.inject({ url: `/includes/api.php?${keys}&action=WhmcsDetails` })
  const state = makeState(provisor.database, TABLES, MORE)
  let before = await state()

  return {
    provisor,
    /** Must be told when something else than `ask` has written. */
    async look(): Promise<void> {
      before = await state()
    },

    /** Asks, and holds the answer to what every answer must be: in the face's form, and nothing written by a refusal. */
    async ask(form: string, responsetype: ResponseType = 'json'): Promise<{ succeeded: boolean }> {
      const answer = await http.inject({
        method: 'POST',
        url: '/includes/api.php',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: `${keys}&responsetype=${responsetype}&${form}`,
      })
      const after = await state()
      const result = resultOf(String(answer.headers['content-type']), answer.body)
      // Business refusals are 200, and 400 is a request that cannot be read.
      expect(result === 'success' ? [200] : [200, 400]).toContain(answer.statusCode)
      if (result === 'error' && !answer.body.includes(ACCEPTED)) expect(after).toEqual(before)
      before = after
      return { succeeded: result === 'success' }
    },
    close: app.close,
  }
}

export type HostileWorld = Awaited<ReturnType<typeof openWorld>>
