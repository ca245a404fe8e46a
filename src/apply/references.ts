import * as z from 'zod'
import { SYSTEM } from '../access/actor.ts'
import { Invalid } from '../base/refusal.ts'
import { isSlug, slugOf } from '../catalog/products/slug.ts'
import type { Domain } from '../domain.ts'

/** A slug, or a name from which one is made. */
const slugged = (text: string): string => (isSlug(text) ? text : slugOf(text))

/** A product group: its slug, or its name where the slug was made from it. */
export const groupReference = z.string().transform(slugged)

/** A product: `<group>/<product>`, each a slug or a name. */
export const productReference = z.string().transform((text, context) => {
  const slash = text.indexOf('/')
  if (slash > 0 && slash < text.length - 1)
    return productPath(slugged(text.slice(0, slash)), slugged(text.slice(slash + 1)))
  context.addIssue({ code: 'custom', message: `Expected <group>/<product>, got ${JSON.stringify(text)}` })
  return z.NEVER
})

/** Names in no order, each once. */
export const sortedSet = (names: readonly string[]): string[] => [...new Set(names)].sort()

export const productSet = z.array(productReference).transform(sortedSet)

export const productPath = (groupSlug: string, slug: string): string => `${groupSlug}/${slug}`

/** Leaves the slug out where the name says it already. */
export function withoutPlainSlug<T extends { name?: string | undefined; slug?: string | undefined }>({
  slug,
  ...item
}: T) {
  return slug === undefined || slug === slugOf(item.name ?? '') ? item : { slug, ...item }
}

/** The slug that something has, or will have where nothing is said. */
export const slugFor = ({ name, slug }: { name: string; slug?: string | undefined }): string => slug ?? slugOf(name)

export async function openProductNames({ catalog }: Domain) {
  const { products } = await catalog.products.list(SYSTEM, {})
  const named = products.map(({ id, groupSlug, slug }) => ({ id, name: productPath(groupSlug, slug) }))
  return openNames('products', 'a product that there is', named)
}

export async function openServerGroupNames({ catalog }: Domain) {
  return openNames('serverGroup', 'the name of a server group', await catalog.serverGroups.list(SYSTEM))
}

/** The name of a module, which is one that there is, or of none. */
export function openModules({ modules }: Domain) {
  const names = modules.list(SYSTEM).map(({ name }) => name)
  return <Name extends string | undefined>(name: Name): Name => {
    if (name && !names.includes(name.toLowerCase())) throw new Invalid('module', `one of ${names.join(', ')}`, name)
    return name
  }
}

/** Names that the file uses for what has a number in the database. */
export function openNames(field: string, expected: string, all: readonly { id: number; name: string }[]) {
  const ids = new Map(all.map(({ id, name }) => [name, id]))
  const names = new Map(all.map(({ id, name }) => [id, name]))
  return {
    idOf(name: string): number {
      const id = ids.get(name)
      if (id === undefined) throw new Invalid(field, expected, name)
      return id
    },
    nameOf: (id: number): string => names.get(id)!,
  }
}
