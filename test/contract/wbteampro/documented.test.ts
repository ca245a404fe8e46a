import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { demonstration, startApp, type TestApp } from '../../support/app.ts'
import { forEachEngine } from '../../support/databases.ts'

/** The document's own list: method, chain. */
const DOCUMENTED = `
findResources api.resources, getConfig config, findProjects projects, createProject projects, getProject projects.{project_id},
getProjectActions projects.{project_id}.actions, getProjectTopics projects.{project_id}.topics, getProjectFiles projects.{project_id}.files,
getProjectTickets projects.{project_id}.whmcstickets, getProjectTimelogs projects.{project_id}.timelogs,
updateProject projects.{project_id}, deleteProject projects.{project_id}, findActions actions, createAction actions,
getAction actions.{action_id}, getActionTopics actions.{action_id}.topics, getActionFiles actions.{action_id}.files,
getActionTickets actions.{action_id}.whmcstickets, getActionTimelogs actions.{action_id}.timelogs, updateAction actions.{action_id},
deleteAction actions.{action_id}, findTopics topics, findTopicThreads topics.bythread, createTopic topics, getTopic topics.{topic_id},
updateTopic topics.{topic_id}, deleteTopic topics.{topic_id}, findFiles files, findFileThreads files.bythread, createFile files,
getFile files.{file_id}, downloadFile files.{file_id}.download, updateFile files.{file_id}, deleteFile files.{file_id},
findWHMCSTickets whmcstickets, getWHMCSTicket whmcstickets.{ticket_id}, findTicketXrefs ticketxrefs, createTicketXref ticketxrefs,
getTicketXref ticketxrefs.{xref_id}, updateTicketXref ticketxrefs.{xref_id}, deleteTicketXref ticketxrefs.{xref_id},
findTimelogs timelogs, createTimelog timelogs, getTimelog timelogs.{timelog_id}, updateTimelog timelogs.{timelog_id},
deleteTimelog timelogs.{timelog_id}`
  .split(',')
  .map((entry) => entry.trim().split(' '))

const HTTP = { find: 'GET', get: 'GET', download: 'GET', create: 'POST', update: 'PUT', delete: 'DELETE' }

forEachEngine((engine) => {
  let app: TestApp
  let ask: (
    path: string,
    query?: string,
  ) => Promise<{ body: { request: object; response: Record<string, unknown> }; text: string }>

  beforeAll(async () => {
    app = await startApp(await engine.fresh(demonstration))
    const { username, passwordMd5 } = app.demo.wbteampro
    ask = async (path, query = '') => {
      const url = `/modules/addons/wbteampro/${path}${path.includes('?') ? '&' : '?'}username=${username}&password=${passwordMd5}${query}`
      const answer = await app.http.inject({ method: 'GET', url })
      return { body: answer.json(), text: answer.body }
    }
  })
  afterAll(() => app.close())

  test('the tickets of project 219 come in the envelope of the document, value for value', async () => {
    const { body } = await ask('api.php?action=v1.projects.219.whmcstickets.json')
    expect(body).toMatchObject({
      request: { action: 'projects/219/whmcstickets', method: 'GET', format: 'json', code: 200, message: 'Success' },
      response: {
        data: { total: 1, page: 1, pages: 0, limit: 50, offset: 0, filters: { project_id: 219 } },
        project: { project_id: 219 },
        whmcstickets: [{ id: 2038, ticketxref: { xref_id: 91 } }],
      },
    })
    expect(Object.keys(body)).toEqual(['request', 'response'])
    expect(Object.keys(body.request)).toEqual(['action', 'method', 'format', 'code', 'message'])
    expect(Object.keys(body.response)).toEqual(['data', 'project', 'whmcstickets'])
    expect(Object.keys(body.response.data as object)).toEqual(['total', 'page', 'pages', 'limit', 'offset', 'filters'])
    expect((body.response.whmcstickets as object[]).length).toBe(1)
    expect(Object.keys((body.response.data as { filters: object }).filters)).toEqual(['project_id'])
  })

  test('the three forms of address give equal bodies, and a chain is what two requests are', async () => {
    const params = '&params=%7B%22limit%22%3A2%7D'
    const { body, text } = await ask('api.php/v1/projects/100/actions/json', params)
    expect((await ask('api/v1/projects/100/actions/json', params)).text).toBe(text)
    expect((await ask('api.php?action=v1.projects.100.actions.json', params)).text).toBe(text)
    const project = await ask('api.php/v1/projects/100/json')
    const actions = await ask('api.php/v1/actions/json', '&params=%7B%22project_id%22%3A%22100%22%2C%22limit%22%3A2%7D')
    expect(body.response).toEqual({ ...actions.body.response, ...project.body.response })
  })

  test('api.resources names the 46 methods of the document, in words of its own for each parameter', async () => {
    const { body } = await ask('api.php/v1/api/resources/json')
    const rows = body.response.resources as {
      method: string
      action: string
      http: string
      description: string
      parameters: { name: string; type: string; description: string }[]
    }[]
    const named = rows.map(({ method, action }) => `${method} ${action}`)
    expect(named.toSorted()).toEqual(DOCUMENTED.map((entry) => entry.join(' ')).toSorted())
    expect(rows.length).toBe(46)
    for (const { method, http, description, parameters } of rows) {
      expect(http).toBe(HTTP[/^[a-z]+/.exec(method)![0] as keyof typeof HTTP])
      expect(description).toMatch(/^(?:Return|Create|Update|Delete|Download) /)
      for (const { name, type, description: words } of parameters)
        expect({ name, type, words }).toEqual({
          name: expect.stringMatching(/./),
          type: expect.stringMatching(/./),
          words: expect.stringMatching(/./),
        })
    }
  })

  describe('every record of the demonstration', () => {
    test.each(['projects', 'actions', 'topics', 'files', 'whmcstickets', 'ticketxrefs', 'timelogs'])(
      '%s can be read by its number',
      async (plural) => {
        const { body } = await ask(`api.php/v1/${plural}/json`, '&params=%7B%22limit%22%3A3%7D')
        const rows = body.response[plural] as Record<string, number>[]
        expect(rows.length).toBeGreaterThan(0)
        for (const row of rows) {
          const one = await ask(`api.php/v1/${plural}/${Object.values(row)[0]}/json`)
          expect(Object.values(one.body.response)).toEqual([row])
        }
      },
    )
  })
})
