import { expect, test } from 'vitest'
import * as z from 'zod'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { demonstration, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'

forEachEngine((engine) => {
  async function open() {
    const app = await openApp(await engine.fresh(demonstration))
    const get = async (url: string) => {
      const answer = await app.http.inject({
        url: `/api/v1${url}`,
        headers: { authorization: `Bearer ${app.demo.token}` },
      })
      return answer.json()
    }
    return { get }
  }

  test('one text filters as the parameters do', async () => {
    const { get } = await open()
    const pairs = [
      ['/services?q=client:1%20status:Active', '/services?clientId=1&status=Active'],
      ['/clients?q=ada', '/clients?search=ada'],
      ['/clients?q=%22ada%20l%22&limit=1', '/clients?search=ada%20l&limit=1'],
      ['/activity?q=since:2h', '/activity?from=2026-02-03T08:11:12.000Z'],
      ['/module-queue?q=module:cpanel', '/module-queue?module=cpanel'],
    ]
    for (const [asked, meant] of pairs) {
      const answer = await get(asked!)
      expect(answer.status, JSON.stringify(answer)).toBeUndefined()
      expect(answer).toEqual(await get(meant!))
    }
  })

  test.each([
    ['a filter that there is not', '/services?q=colour:red', /expected filters such as clientId, .*, got "colour"/],
    ['what is there already', '/services?q=client:1&clientId=2', /expected one value for clientId/],
    ['a text where nothing is searched', '/services?q=hello', /got "search"/],
    ['a value that the filter does not take', '/services?q=client:ada', /query\.clientId: expected a whole number/],
    ['an open quote', '/clients?q=%22ada', /a quote that is closed/],
    ['two of them', '/clients?q=a&q=b', /expected one text/],
    ['a field that there is not', '/services?fields=id,colour', /there is no field colour; there are id, /],
  ])('%s is refused', async (_what, url, detail) => {
    const { get } = await open()
    expect(await get(url)).toMatchObject({ status: 400, code: 'invalid', detail: expect.stringMatching(detail) })
  })

  test('items have the fields that were asked for, in that order', async () => {
    const { get } = await open()
    const { items, total } = await get('/clients?fields=email,id&limit=2')
    expect(items.map(Object.keys)).toEqual([
      ['email', 'id'],
      ['email', 'id'],
    ])
    expect(total).toBe((await get('/clients?limit=1')).total)
  })

  test('every list is the same in one page and in many, in every order', async () => {
    const { get } = await open()
    const lists = OPERATIONS.filter(({ query, path }) => query && 'offset' in query.shape && !path.includes('{'))
    const asked = lists.flatMap(({ path, query }) => {
      const { sort } = z.toJSONSchema(query!, { io: 'input' }).properties as { sort?: { enum: string[] } }
      return (sort?.enum ?? ['']).map((word) => `${path}?fields=id${word && `&sort=${word}`}`)
    })
    for (const url of asked) {
      const { items, total, status } = await get(`${url}&limit=500`)
      expect([url, status]).toEqual([url, undefined])
      const found: unknown[] = []
      const limit = Math.max(1, Math.ceil(items.length / 3))
      for (let cursor = ''; ; ) {
        const page = await get(`${url}&limit=${limit}${cursor && `&cursor=${cursor}`}`)
        found.push(...page.items)
        cursor = page.nextCursor
        if (!cursor) break
      }
      expect([url, found]).toEqual([url, items])
      expect(items.length).toBe(Math.min(total, 500))
    }
  })
})
