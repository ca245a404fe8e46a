import { VERSION } from '../../../base/version.ts'
import type { ProjectSettingValue } from '../../../projects/setting.ts'
import type { Fields, Tree } from '../../codec/tree.ts'
import { type RemoteCall, valuesOf } from '../call.ts'
import type { RemoteMethod } from '../method.ts'
import { describedAll } from '../noun.ts'
import { text } from '../parameters.ts'
import { noRecord, PLAIN } from '../refuse.ts'

const asking = { key: text('One option such as project.project_status; all of them without it', ['name', 'option']) }

/** Section 5.9 of the reference. Options of screens that this product does not have are left out. */
export const getConfig: RemoteMethod = {
  name: 'getConfig',
  about: 'Return a Config Option',
  chain: 'config',
  http: 'GET',
  permission: 'projects.read',
  parameters: describedAll(asking),
  saying: PLAIN,
  async answer(call) {
    const all = optionsOf(call)
    const { key } = valuesOf(call, asking)
    if (key === undefined) return { config: all }
    if (!Object.hasOwn(all, key)) throw noRecord()
    return { config: { [key]: all[key]! } }
  },
}

/** Dates are written in one form only, in the zone of the installation. */
const DATE_FORMATS = [
  'projectDate',
  'actionDate',
  'timelogDate',
  'ticketDate',
  'topicDate',
  'topicPostDate',
  'fileDate',
]

function optionsOf({ wallClock, settings }: RemoteCall): Fields {
  const formats = DATE_FORMATS.map((name): [string, Tree] => [
    `format.${name}`,
    name === 'projectDate' || name === 'actionDate' ? 'Y-m-d' : 'Y-m-d H:i:s',
  ])
  return {
    version: VERSION,
    server_timezone: wallClock.zone,
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, optionOf(value)])),
    ...Object.fromEntries(formats),
  }
}

function optionOf(value: ProjectSettingValue): Tree {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string' || typeof value === 'number') return value
  return Array.isArray(value) ? [...value] : { ...(value as Readonly<Record<string, string>>) }
}
