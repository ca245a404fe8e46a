import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { down } from '../../../test/support/memory-panel.ts'
import { openModuleShop } from '../../../test/support/module-shop.ts'
import { type Actor, SYSTEM } from '../../access/actor.ts'
import { makeWholeQueue } from './whole-queue.ts'

const jana: Actor = { ...SYSTEM, kind: 'staff', id: 7, name: 'Jana' }
const piet: Actor = { ...jana, id: 8, name: 'Piet' }

forEachEngine((engine) => {
  async function openEntry() {
    const shop = await openModuleShop(engine)
    const queue = makeWholeQueue(shop)
    const id = await shop.addRunning()
    shop.panel.always = down()
    await shop.commands.suspend(SYSTEM, { type: 'service', id }).catch(() => {})
    const [entry] = await queue.list(SYSTEM, {})
    return { shop, queue, id, entry: entry!.id }
  }

  test('an entry tells the jobs of its own action alone, the newest first, also those that have ended', async () => {
    const { shop, queue, entry } = await openEntry()
    const [waiting, ...others] = await queue.jobs(SYSTEM, entry)
    expect(others).toEqual([])
    expect(waiting).toMatchObject({ state: 'waiting', waitsFor: 'time', lane: 'server:1', requestedBy: 'System' })
    shop.panel.always = undefined
    await queue.retry(jana, entry)
    await shop.until(async () => (await queue.list(SYSTEM, {})).length === 0)
    const jobs = await queue.jobs(SYSTEM, entry)
    expect(jobs.map(({ state }) => state)).toEqual(['done', 'cancelled'])
  })

  test('the account is told as it stands with us, and the panel is asked what it has', async () => {
    const { shop, queue, id, entry } = await openEntry()
    expect(await queue.account(SYSTEM, entry)).toMatchObject({
      ...{ status: 'Active', username: `user${id}`, domain: 'example.com', looks: true, usage: null },
    })
    await expect(queue.look(SYSTEM, entry)).rejects.toMatchObject({ code: 'look_failed', message: down().text })
    shop.panel.always = undefined
    expect(await queue.look(SYSTEM, entry)).toMatchObject({ state: 'active', username: `user${id}`, differs: [] })
    shop.accounts.clear()
    expect(await queue.look(SYSTEM, entry)).toMatchObject({ state: 'absent' })
    await expect(queue.look(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found' })
    await shop.lanes.maintenance(SYSTEM, 1, true)
    await expect(queue.look(SYSTEM, entry)).rejects.toMatchObject({ code: 'left_alone' })
  })

  test('what a module remembers under a secret name is not told', async () => {
    const { shop, queue, id, entry } = await openEntry()
    await shop.transaction((tx) => tx.operations.remember('service', id, { number: '4711', cookie: 'abcdef123' }))
    expect((await queue.account(SYSTEM, entry)).remembered).toEqual([
      { name: 'number', value: '4711' },
      { name: 'cookie', value: expect.not.stringContaining('abcdef') },
    ])
  })

  test('people write down what they know of an entry, and take back their own', async () => {
    const { queue, entry } = await openEntry()
    const note = await queue.addNote(jana, entry, ' It is being moved.\nTomorrow. ')
    await queue.addNote(piet, entry, 'I wait.')
    const texts = async () => (await queue.get(SYSTEM, entry)).notes.map(({ by, text }) => `${by}: ${text}`)
    expect(await texts()).toEqual(['Jana: It is being moved.\nTomorrow.', 'Piet: I wait.'])
    await expect(queue.deleteNote(piet, entry, note.id)).rejects.toMatchObject({ code: 'not_owner' })
    await queue.deleteNote(jana, entry, note.id)
    expect(await texts()).toEqual(['Piet: I wait.'])
    await expect(queue.addNote(jana, entry, '  ')).rejects.toMatchObject({ code: 'invalid' })
    for (let n = 1; n < 100; n++) await queue.addNote(jana, entry, `${n}`)
    await expect(queue.addNote(jana, entry, 'more')).rejects.toMatchObject({ code: 'too_many_notes' })
  })
})
