import { SYSTEM } from '../../../access/actor.ts'
import { type CheckFinding, type Look, someOf } from './finding.ts'

/** Servers that are in use and do not answer, each in the words of its panel or of the way to it. */
export const deadServers: Look = async ({ domain }) => {
  const servers = (await domain.catalog.servers.list(SYSTEM)).filter(
    ({ active, maintenance }) => active && !maintenance,
  )
  const statuses = await domain.serverStatus(
    SYSTEM,
    servers.map(({ id }) => id),
  )
  return servers.flatMap(({ id, name }): CheckFinding[] => {
    const { answers, why, explanation } = statuses.get(id)!
    if (answers !== false) return []
    const hint = explanation || `Mend it, or let nothing contact it: provisor lane maintenance ${id}`
    return [{ message: `${name} does not answer: ${why}`, hint }]
  })
}

/** What names a module that there is not: nothing can be set up with it. */
export const missingModules: Look = async ({ domain: { catalog, modules } }) => {
  const known = new Set(modules.list(SYSTEM).map(({ name }) => name))
  const lacks = ({ module }: { module: string }) => module !== '' && !known.has(module.toLowerCase())
  const { products } = await catalog.products.list(SYSTEM, {})
  const named = [
    ...(await catalog.servers.list(SYSTEM)).filter(lacks).map(({ name, module }) => `server ${name} (${module})`),
    ...products.filter(lacks).map(({ name, module }) => `product ${name} (${module})`),
    ...(await catalog.addonDefinitions.list(SYSTEM))
      .filter(lacks)
      .map(({ name, module }) => `add-on ${name} (${module})`),
  ]
  if (named.length === 0) return undefined
  return {
    message: `There is no such module: ${someOf(named)}`,
    hint: `Name one of ${[...known].join(', ')}, or none`,
  }
}
