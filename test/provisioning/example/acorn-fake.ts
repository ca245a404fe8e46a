import { type FakePanelModel, type FakeReply, type FakeRequest, json } from '../../../src/fake-panels/panel.ts'

export const ACORN_KEY = 'acorn-key-0123456789'

type Tree = { id: number; name: string; domain: string; plan: string; label: string; frozen: string }

/** Acorn as it shows itself to strangers: it refuses what the real one refuses. */
export function makeFakeAcorn() {
  let trees: Tree[] = []
  let changes = 0
  const refuse = (status: number, message: string): FakeReply => json({ message }, status)

  function answer({ method, path, fields, headers, body }: FakeRequest): FakeReply {
    if (headers.authorization !== `Bearer ${ACORN_KEY}`) return refuse(401, 'Who are you?')
    const label = fields.get('label')
    const tree = trees.find(({ id }) => path === `/v1/trees/${id}`)
    if (method === 'GET' && path === '/v1/status') return json({ version: '1.2' })
    if (method === 'GET') return json(trees.filter((one) => one.label === label).map(({ label: _, ...shown }) => shown))
    if (method === 'POST') return plant(JSON.parse(body))
    if (!tree) return refuse(404, 'There is no such tree')
    changes += 1
    if (method === 'DELETE') trees = trees.filter((one) => one !== tree)
    else Object.assign(tree, JSON.parse(body))
    return { status: 204, body: '' }
  }

  function plant(tree: Tree): FakeReply {
    if (!['oak', 'beech'].includes(tree.plan)) return refuse(422, `There is no plan “${tree.plan}”`)
    if (!/^[\w-]+(\.[\w-]+)+$/.test(tree.domain)) return refuse(422, `${tree.domain} is not a domain`)
    if (trees.some(({ name }) => name === tree.name)) return refuse(409, 'This name is taken')
    changes += 1
    trees.push({ ...tree, id: changes, frozen: '' })
    return json({ id: changes }, 201)
  }

  return {
    name: 'acorn',
    secretFields: [],
    meaning: ({ method, path, fields }) => ({
      verb: `${method} ${path}`,
      user: fields.get('label') ?? '',
      changes: method !== 'GET',
    }),
    answer,
    faults: {},
    changes: () => changes,
    accounts: () =>
      trees.map(({ name, domain, plan, frozen }) => ({
        ...{ username: name, domain, package: plan },
        state: frozen === '' ? ('active' as const) : ('suspended' as const),
      })),
    state: () => trees,
    seed: (more) => void trees.push(...(more as Tree[])),
    reset() {
      trees = []
    },
  } satisfies FakePanelModel
}
