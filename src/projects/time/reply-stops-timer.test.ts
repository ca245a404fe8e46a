import { expect, test } from 'vitest'
import { member, openTeam } from '../../../test/support/projects.ts'
import { SYSTEM } from '../../access/actor.ts'
import { record } from '../../events/event.ts'
import { reacting } from '../../events/reactions.ts'
import { NOBODY } from '../../support/author.ts'
import { DEPARTMENT_DEFAULTS } from '../../support/departments.ts'
import { replyStopsTimer } from './reply-stops-timer.ts'

const TICKET = {
  ...NOBODY,
  clientId: 1,
  mask: '123456',
  accessKey: 'key',
  departmentId: 1,
  cc: '',
  subject: 'S',
  message: 'M',
  markdown: false,
  status: 'Open',
  priority: 'Medium',
  flaggedTo: null,
  related: null,
  preventClientClosure: false,
} as const

test('a reply stops the time of its writer on the ticket, where the settings say so', async () => {
  const team = await openTeam()
  const ticketId = await team.transaction(async (tx) => {
    await tx.support.departments.insert({ ...DEPARTMENT_DEFAULTS, id: 1, name: 'Support' })
    return (await tx.support.tickets.insert({ ...TICKET, openedAt: tx.at, lastReplyAt: tx.at }, tx.at))!
  })
  const transaction = reacting(team.transaction, [replyStopsTimer])
  const reply = () =>
    transaction((tx) =>
      record(tx, member(1), {
        kind: 'ticket.reply_created',
        subjectId: ticketId,
        description: 'Replied',
      }),
    )
  const start = (staff: number) => team.timeLogs.create(member(staff), { parentType: 'ticket', parentId: ticketId })
  const [mine, theirs] = [await start(1), await start(2)]
  const stateOf = async ({ id }: { id: number }) => (await team.timeLogs.get(SYSTEM, id)).state

  await reply()
  expect(await stateOf(mine)).toBe('active')
  await team.settings.set(SYSTEM, {
    timelog_ticketreply_autostop: true,
    timelog_ticketreply_autostop_onstatus: ['Answered'],
  })
  await reply()
  expect(await stateOf(mine)).toBe('active')
  await team.settings.set(SYSTEM, { timelog_ticketreply_autostop_onstatus: ['open'] })
  await reply()
  expect([await stateOf(mine), await stateOf(theirs)]).toEqual(['complete', 'active'])
})
