import type { Fix } from '@provisor/client'
import { client } from '../app/api.ts'
import { t } from '../texts/texts.ts'

export type AskedField = {
  /** `ask`, or `ask:<position or name>` of a setting among several. */
  readonly name: string
  readonly label: string
  readonly value: string
  readonly secret: boolean
  readonly required: boolean
}

const SECRET = ['accessHash', 'password']

/** What the form asks, with what holds now. */
export async function fieldsOf({ call, asks }: Fix): Promise<AskedField[]> {
  const id = Number(call?.params.id)
  const lists = await Promise.all(
    asks.map(async (ask): Promise<AskedField[]> => {
      if (ask === 'moduleSettings') return productFields(call?.operation === 'products.update', id)
      if (ask === 'settings') return serverFields(id)
      return [{ name: ask, label: t.fields[ask] ?? ask, value: '', secret: SECRET.includes(ask), required: true }]
    }),
  )
  return lists.flat()
}

async function productFields(isProduct: boolean, id: number): Promise<AskedField[]> {
  const sold = isProduct ? await client.products.get(id) : await client.addonDefinitions.get(id)
  const { productSettings } = await client.modules.get(sold.module)
  return productSettings.map(({ name, label, position, kind }) => {
    const kept = sold.moduleSettings.find((setting) => setting.position === position)
    const secret = kept?.isSecret ?? kind === 'password'
    return {
      name: `moduleSettings:${position}`,
      label: label || name,
      value: kept?.value ?? '',
      secret,
      required: false,
    }
  })
}

async function serverFields(id: number): Promise<AskedField[]> {
  const { settings, hostname, port } = await client.servers.get(id)
  const plain = { secret: false, required: false }
  return [
    { ...plain, name: 'hostname', label: 'Hostname', value: hostname },
    { ...plain, name: 'port', label: 'Port', value: String(port ?? '') },
    ...settings.map(({ name, isSecret, value }) => ({
      ...plain,
      name: `settings:${name}`,
      label: name,
      value: value ?? '',
      secret: isSecret,
    })),
  ]
}

/** Only what was changed; a secret that was left empty stays. */
export function bodyOf(fields: readonly AskedField[], given: (name: string) => string): Record<string, unknown> {
  const body: Record<string, unknown> = {}
  for (const { name, value, secret } of fields) {
    const now = given(name)
    if (now === value || (secret && now === '')) continue
    const [ask, part] = name.split(/:(.*)/s, 2) as [string, string | undefined]
    if (part === undefined) body[ask] = ask === 'port' || ask === 'serverId' ? (now === '' ? null : Number(now)) : now
    else {
      const key = ask === 'moduleSettings' ? { position: Number(part) } : { name: part }
      body[ask] = [...((body[ask] as object[] | undefined) ?? []), { ...key, value: now }]
    }
  }
  return body
}
