import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { addStory } from '../../../src/demo/seed.ts'
import { demonstration, openApp } from '../../support/app.ts'
import { forEachEngine } from '../../support/databases.ts'
import { expectBody } from '../../support/expected.ts'

/** Each call of the guide with the answer printed below it, in their order. */
function readGuide(): { command: string; answer: unknown }[] {
  const text = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8')
  const examples = text.matchAll(/```sh\n(curl [^`]*)```\s+```json\n([^`]*)```/g)
  return [...examples].map(([, command, answer]) => ({ command: command!, answer: JSON.parse(answer!) }))
}

/** The request that curl makes of a command of the guide. */
function requestOf(command: string, token: string) {
  const [identifier = '', secret = ''] = token.split('.')
  const filled = command
    .replaceAll('\\\n', ' ')
    .replaceAll('$TOKEN', token)
    .replace(/\$\{TOKEN%\.\*\}/, identifier)
    .replace(/\$\{TOKEN#\*\.\}/, secret)
  const url = /\$BASE(\/[^"\s]*)/.exec(filled)![1]!
  const header = /-H "Authorization: ([^"]*)"/.exec(filled)?.[1]
  const json = /--json '([^']*)'/.exec(filled)?.[1]
  if (json !== undefined) {
    const headers = { 'content-type': 'application/json', ...(header && { authorization: header }) }
    return { url, method: 'POST' as const, headers, payload: json }
  }
  const fields = [...filled.matchAll(/-d (\S+)/g)].map(([, pair]) => pair)
  if (fields.length === 0) return { url, headers: { ...(header && { authorization: header }) } }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return { url, method: 'POST' as const, headers, payload: fields.join('&') }
}

forEachEngine((engine) => {
  test('the calls of the guide answer what the guide prints', async () => {
    const { http, demo, provisor } = await openApp(await engine.fresh(demonstration))
    await addStory(provisor)
    const examples = readGuide()
    expect(examples.length).toBeGreaterThan(5)
    for (const { command, answer } of examples) {
      await provisor.domain.access.sealer.settle()
      expectBody((await http.inject(requestOf(command, demo.token))).json(), answer)
    }
  })
})
