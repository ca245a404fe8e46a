import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { applySetup } from '../../src/apply/apply.ts'
import { startControl } from '../../src/fake-panels/control.ts'
import { startFake } from '../../src/fake-panels/fake-server.ts'
import { makeFakeWhm } from '../../src/fake-panels/whm/whm.ts'
import { demonstration, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { expectBody } from '../support/expected.ts'

const page = readFileSync(new URL('../../docs/outage.md', import.meta.url), 'utf8')

/** The commands of the page, each with the answer printed below it; those that wait have none. */
const commands = [...page.matchAll(/```sh\n((?:curl|until) [^`]*)```(?:\s+```json\n([^`]*)```)?/g)].map(
  ([, command, answer]) => ({ command: command!, answer: answer === undefined ? undefined : JSON.parse(answer) }),
)
const setup = /```yaml\n([^`]*)```/.exec(page)![1]!

forEachEngine((engine) => {
  test('the outage of the guide goes as the guide says', async () => {
    const app = await openApp(await engine.fresh(demonstration), { outgoingAllow: '127.0.0.1', commandSeconds: '20' })
    const { provisor, http, demo, clock } = app
    const fake = await startFake(makeFakeWhm({ clock }), { clock })
    const control = await startControl(fake)
    onTestFinished(() => Promise.all([fake.goDown(), control.close()]).then(() => {}))
    await applySetup(provisor, setup.replace('20870', String(fake.port)))
    await provisor.background.provisioning.start()

    const ask = async (command: string): Promise<unknown> => {
      const fields = [...command.matchAll(/-d (?:'([^']*)'|(\S+))/g)].map(([, quoted, plain]) => quoted ?? plain!)
      const path = /\$PANEL(\S+)/.exec(command)?.[1]
      if (path !== undefined) {
        const turned = command.includes('-d ') && { method: 'POST', body: fields.join('&') }
        return (await fetch(`${control.url}/__fake${path}`, turned || {})).json()
      }
      const form = new URLSearchParams(fields.map((field) => field.split(/=(.*)/s).slice(0, 2) as [string, string]))
      for (const [name, value] of Object.entries({ ...demo.whmcs, responsetype: 'json' })) form.set(name, value)
      const headers = { 'content-type': 'application/x-www-form-urlencoded' }
      const sent = { method: 'POST', url: '/includes/api.php', headers, payload: form.toString() } as const
      return (await http.inject(sent)).json()
    }

    expect(commands.length).toBeGreaterThan(10)
    for (const { command, answer } of commands) {
      if (answer !== undefined) expectBody(await ask(command), answer)
      else
        while (!JSON.stringify(await ask(command.slice('until '.length))).includes('"count":0')) {
          clock.advance(1000)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
    }
    const applied = fake.journal.filter(({ effect }) => effect === 'applied').map(({ verb }) => verb)
    expect(applied).toEqual(['createacct', 'unsuspendacct'])
  })
})
