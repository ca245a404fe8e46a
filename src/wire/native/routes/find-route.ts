import { BASE } from '../contract/address.ts'
import { ROUTES, type Route } from './table.ts'

/** The operation at an address, by its id. */
type FoundRoute = { readonly id: string; readonly params: Readonly<Record<string, string>> }

type Node = { readonly named: Map<string, Node>; any?: Node; routes: Route[] }

/** Longer ones name nothing. */
const LONGEST_PART = 500

const makeNode = (): Node => ({ named: new Map(), routes: [] })

/** All routes by the parts of their paths: one tree for all, instead of hundreds of routes in each server. */
const TREE = makeNode()
for (const route of ROUTES) partsOf(route[2]).reduce(childOf, TREE).routes.push(route)

function childOf(node: Node, part: string): Node {
  if (isParam(part)) {
    node.any ??= makeNode()
    return node.any
  }
  const known = node.named.get(part) ?? makeNode()
  node.named.set(part, known)
  return known
}

/** The routes at these parts; one that is named goes before one that may be anything. */
function routesAt(node: Node, parts: readonly string[]): readonly Route[] {
  const [part, ...rest] = parts
  if (part === undefined) return node.routes
  const named = node.named.get(part)
  const found = named ? routesAt(named, rest) : []
  if (found.length > 0 || !node.any || part === '' || part.length > LONGEST_PART) return found
  return routesAt(node.any, rest)
}

/** `/clients/{id}` has two, and the base path none. */
function partsOf(path: string): readonly string[] {
  return path === '' || path === '/' ? [] : path.slice(1).split('/')
}

function isParam(part: string): boolean {
  return part.startsWith('{')
}

/** The operation at a path as it was sent; where the path has none of that method, the methods that it takes. */
export function findRoute(method: string, path: string): FoundRoute | { readonly methods: readonly string[] } {
  const parts = partsOf(path.slice(BASE.length))
  const routes = routesAt(TREE, parts)
  const wanted = method === 'HEAD' ? 'GET' : method
  const route = routes.find(([, takes]) => takes === wanted)
  return route ? { id: route[0], params: paramsOf(route, parts) } : { methods: routes.map(([, takes]) => takes) }
}

const paramsOf = ([, , path]: Route, parts: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    partsOf(path).flatMap((part, index) =>
      isParam(part) ? [[part.slice(1, -1), decodeURIComponent(parts[index]!)]] : [],
    ),
  )

/** The address of an operation as logs and refusals name it: `/api/v1/clients/:id`. */
export const patternOf = (path: string): string => BASE + path.replace(/\{(\w+)\}/g, ':$1')
