import { expect, test } from 'vitest'
import { openApp } from '../../../test/support/app.ts'
import { type Engine, forEachEngine } from '../../../test/support/databases.ts'
import { openMailServer } from '../../../test/support/mail-server.ts'
import { mailman, setUpMail } from '../../../test/support/notices.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { Permission } from '../../access/permissions.ts'
import type { CalendarDate } from '../../base/calendar.ts'
import type { Patch } from '../../base/merge.ts'
import { makeExpiring } from '../../projects/actions/expiring.ts'
import type { SubscriptionForm } from '../subscriptions/subscription.ts'
import { COOL_DOWN_MS } from './attention-notices.ts'

const HOUR = 3_600_000

async function openTeam(engine: Engine) {
  const app = await openApp(await engine.fresh())
  const { provisor, clock } = app
  const { access, notices, support } = provisor.domain
  const server = await openMailServer()
  await setUpMail(app, server.port)
  const sendDue = mailman(app)
  const role = await access.roles.create(SYSTEM, { name: 'On call', permissions: ['api.access', 'provisioning.read'] })
  const ada = await access.staff.create(SYSTEM, { username: 'ada', email: 'ada@example.com', roleId: role.id })
  const department = await support.departments.create(SYSTEM, { name: 'Help', staffIds: [ada.id] })
  /** Fifty entries, or some, fail for one cause. */
  const fail = (cause: string, from = 1, to = 50) =>
    provisor.transaction(async (tx) => {
      for (let serviceId = from; serviceId <= to; serviceId++)
        await tx.moduleQueue.fail(
          {
            ...{ serviceType: 'service', serviceId, module: 'cpanel', action: 'create', error: `said ${cause}`, cause },
            ...{ explanation: '<b>no</b> answer', failureClass: 'transient', held: true, nextAttemptAt: null },
          },
          tx.at,
        )
    })
  const mend = (from = 1, to = 100) =>
    provisor.transaction(async (tx) => {
      for (let serviceId = from; serviceId <= to; serviceId++)
        await tx.moduleQueue.resolve(
          { serviceType: 'service', serviceId, module: 'cpanel', action: 'create' },
          'settled',
          tx.at,
        )
    })
  return {
    ...{ app, clock, ada, role, department, support, fail, mend },
    may: (...permissions: Permission[]) =>
      access.roles.update(SYSTEM, role.id, { permissions: ['api.access', ...permissions] }),
    subscribe: async (form: Patch<SubscriptionForm>) => {
      await notices.subscriptions.put(SYSTEM, form, ada.id)
      await notices.tell()
    },
    /** The subjects of the mails that came since. */
    told: async () => {
      await access.sealer.settle()
      await notices.tell()
      await sendDue()
      return server.received
        .splice(0)
        .map(({ content }) => /^Subject: (.*(?:\r\n .*)*)/m.exec(content)![1]!.replace(/\r\n /g, ' '))
    },
    contents: async () => {
      await notices.tell()
      await sendDue()
      return server.received.splice(0).map(({ content }) => content.replace(/=\r\n/g, ''))
    },
  }
}

forEachEngine((engine) => {
  test('a cause is one mail however many entries fail for it, one when it is over, and a new one after that', async () => {
    const { subscribe, fail, mend, told, contents, clock } = await openTeam(engine)
    await subscribe({ attention: 'all' })
    await fail('HTTP 503')
    const [content, ...others] = await contents()
    expect(others).toEqual([])
    expect(content).toContain('To: ada@example.com\r\n')
    expect(content).toContain('How many it is about: 50')
    expect(content).toContain('&lt;b&gt;no&lt;/b&gt; answer')
    await fail('HTTP 503', 20, 90)
    clock.advance(HOUR)
    expect(await told()).toEqual([])
    await mend()
    expect(await told()).toEqual([])
    clock.advance(COOL_DOWN_MS - 1)
    await fail('HTTP 503', 1, 2)
    expect(await told()).toEqual([])
    await mend()
    expect(await told()).toEqual([])
    clock.advance(COOL_DOWN_MS)
    expect(await told()).toEqual([expect.stringMatching(/^Over: .*503/)])
    await fail('HTTP 503', 1, 2)
    expect(await told()).toEqual([expect.stringMatching(/503/)])
  })

  test('a webhook that the server disabled is a mail to who wants to hear of trouble', async () => {
    const { app, role, may, subscribe, told } = await openTeam(engine)
    const { webhooks, access } = app.provisor.domain
    await may('system.read', 'system.write')
    await subscribe({ trouble: true })
    const bob = await access.staff.create(SYSTEM, { username: 'bob', roleId: role.id })
    await webhooks.create(
      { ...SYSTEM, kind: 'staff', id: bob.id, name: 'bob' },
      { url: 'https://crm.example.com/hook' },
    )
    await access.staff.disable(SYSTEM, bob.id)
    await access.sealer.settle()
    await webhooks.fanOut()
    expect(await told()).toEqual([expect.stringContaining('A webhook was disabled')])
  })

  test('nobody is told of what they may not see, when it happens or when the mail is written', async () => {
    const { subscribe, fail, told, may, clock, department, support } = await openTeam(engine)
    await may('support.read')
    await subscribe({ attention: 'all', tickets: true, quietFrom: '09:00', quietTo: '12:00', wakeForCritical: false })
    await fail('HTTP 503')
    const ticket = {
      departmentId: department.id,
      subject: 'Help',
      message: 'Please',
      name: 'Eve',
      email: 'eve@example.com',
    }
    await support.tickets.create(SYSTEM, ticket)
    expect(await told()).toEqual([])
    await may('provisioning.read')
    expect(await told()).toEqual([])
    clock.advance(2 * HOUR)
    expect(await told()).toEqual([expect.stringMatching(/503/)])
    clock.advance(24 * HOUR)
    expect(await told()).toEqual([])
  })

  test('who is concerned is told of what is assigned to them and of deadlines, others are not', async () => {
    const { app, ada, subscribe, told, may, clock } = await openTeam(engine)
    const { projects, actions } = app.provisor.domain
    await may('projects.read')
    await subscribe({ assignments: true, deadlines: true })
    const project = await projects.create(SYSTEM, { name: 'Move', staffAccess: 'manager' })
    const own = await actions.create(SYSTEM, { projectId: project.id, name: 'Pack', assignedId: ada.id })
    const other = await actions.create(SYSTEM, { projectId: project.id, name: 'Secret' })
    expect(await told()).toEqual(['Assigned to you: Pack'])
    for (const { id } of [own, other]) await actions.update(SYSTEM, id, { finishOn: '2026-02-04' as CalendarDate })
    await makeExpiring(app.provisor).tell()
    expect(await told()).toEqual(['To finish on 2026-02-04: Pack'])
    await actions.update(SYSTEM, other.id, { assignedId: ada.id })
    clock.advance(HOUR)
    expect(await told()).toEqual(['Assigned to you: Secret'])
  })

  test('what falls in quiet hours is one mail after them, in a night of the clock change too', async () => {
    const { subscribe, fail, mend, told, may, clock, department, support } = await openTeam(engine)
    await may('provisioning.read', 'support.read')
    clock.advance(Date.parse('2026-03-28T20:00Z') - clock.now())
    await subscribe({
      ...{ attention: 'all', tickets: true, timeZone: 'Europe/Berlin', quietFrom: '22:00', quietTo: '07:00' },
    })
    clock.advance(4 * HOUR)
    await fail('HTTP 503', 1, 5)
    await fail('HTTP 404', 6, 9)
    const ticket = { departmentId: department.id, message: 'Please', name: 'Eve', email: 'eve@example.com' }
    await support.tickets.create(SYSTEM, { ...ticket, subject: 'A\r\nBcc: eve@example.com'.replace(/\s+/g, ' ') })
    await fail('HTTP 500', 10, 12)
    expect(await told()).toEqual([])
    await mend(10, 12)
    clock.advance(5 * HOUR - 1)
    expect(await told()).toEqual([])
    clock.advance(1)
    expect(await told()).toEqual(['Provisor: 3 notices'])
    clock.advance(24 * HOUR)
    expect(await told()).toEqual([])
  })
})
