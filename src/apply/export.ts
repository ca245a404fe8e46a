import { isDeepStrictEqual } from 'node:util'
import { stringify } from 'yaml'
import type { Opened } from '../open.ts'
import { dropSecretParts } from './secret-parts.ts'
import type { Section } from './section.ts'
import { SECTIONS } from './sections.ts'

export type Exported = {
  /** By section, as a file would list it. */
  setup: Record<string, object[]>
  /** What has a secret that is not in it: section, name and field. */
  secrets: { section: string; name: string; field: string }[]
}

/** A setup that makes an empty installation like this one, but for the secrets. */
export async function exportSetup({ domain, read, secrets: box }: Opened): Promise<Exported> {
  const exported: Exported = { setup: {}, secrets: [] }
  for (const section of SECTIONS) {
    const { present } = await section.open({ domain, stores: read, secrets: box })
    if (present.length === 0) continue
    const items = present.map(({ item }) => dropSecretParts(section, domain.catalog.secretSettings, item))
    exported.setup[section.name] = items.map(({ item }) => fileItem(section, item))
    for (const { item, dropped } of items) {
      const name = section.keyOf(item)
      for (const field of section.secrets ?? [])
        if (item[field] !== '') exported.secrets.push({ section: section.name, name, field })
      for (const field of dropped) exported.secrets.push({ section: section.name, name, field })
    }
  }
  return exported
}

/** What is as it would be without a word is left out. */
function fileItem({ defaults, secrets = [], shorten }: Section, item: Record<string, unknown>): object {
  const said = Object.entries(item).filter(
    ([name, value]) => value !== undefined && !secrets.includes(name) && !isDeepStrictEqual(value, defaults[name]),
  )
  const short = Object.fromEntries(said)
  return shorten ? shorten(short) : short
}

export function setupText({ setup, secrets }: Exported): string {
  const head = ['# Apply with: provisor apply <this file>']
  if (secrets.length > 0) {
    head.push('# Not in here, because they are secret (give them as password: … or passwordFrom: env:NAME):')
    for (const { section, name, field } of secrets) head.push(`#   ${section}, ${name}: ${field}`)
  }
  return `${head.join('\n')}\n${stringify(setup, { lineWidth: 0 })}`
}
