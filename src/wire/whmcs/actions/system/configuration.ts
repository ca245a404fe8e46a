import type { Actor } from '../../../../access/actor.ts'
import { Refusal } from '../../../../base/refusal.ts'
import type { Domain } from '../../../../domain.ts'
import { action } from '../../action.ts'
import { required, text } from '../../parameters.ts'
import { FACE_VERSION } from '../../version.ts'

/** Settings that a program may read, by the name that it knows them by. Everything else is said to be none. */
const READ: Readonly<Record<string, (domain: Domain, actor: Actor) => Promise<string>>> = {
  SystemURL: async ({ notices }, actor) => (await notices.mailSettings.get(actor)).publicUrl,
  CompanyName: async ({ notices }, actor) => (await notices.mailSettings.get(actor)).fromName,
  Email: async ({ notices }, actor) => (await notices.mailSettings.get(actor)).fromAddress,
  Version: async () => FACE_VERSION,
  Charset: async () => 'utf-8',
  DateFormat: async () => 'YYYY-MM-DD',
  Language: async () => 'english',
}

const WRITTEN: Readonly<Record<string, 'publicUrl' | 'fromName' | 'fromAddress'>> = {
  SystemURL: 'publicUrl',
  CompanyName: 'fromName',
  Email: 'fromAddress',
}

function nameOf(sent: string | undefined, known: Readonly<Record<string, unknown>>): string {
  const name = sent?.trim()
  if (!name) throw new Refusal('setting_required', 'Parameter setting is required')
  if (!Object.hasOwn(known, name)) throw new Refusal('setting_unknown', 'Invalid name for parameter setting')
  return name
}

/** Section 6.5 of the reference. */
export const getConfigurationValue = action({
  name: 'GetConfigurationValue',
  reads: true,
  permission: 'system.read',
  about: 'One of the settings that programs may read',
  partial: `knows ${Object.keys(READ).join(', ')}`,
  parameters: { setting: required(text('Its name')) },
  async answer({ actor, domain }, { setting }) {
    const name = nameOf(setting, READ)
    return { setting: name, value: await READ[name]!(domain, actor) }
  },
})

/** Part A4 of the reference: over HTTP real servers refuse it, whatever is asked. */
export const setConfigurationValue = action({
  name: 'SetConfigurationValue',
  reads: false,
  permission: 'system.write',
  about: 'Writes a setting, for the owner of the data folder',
  partial: `over HTTP it is refused, as real servers do; locally it knows ${Object.keys(WRITTEN).join(', ')}`,
  parameters: { setting: required(text('Its name')), value: required(text('Its value; may be empty')) },
  async answer({ actor, domain }, { setting, value }) {
    if (actor.address !== 'local') throw new Refusal('internal_only', 'API Command Restricted to Internal API')
    const name = nameOf(setting, WRITTEN)
    if (value === undefined) throw new Refusal('value_required', 'Parameter value is required')
    const before = await domain.notices.mailSettings.get(actor)
    const after = await domain.notices.mailSettings.update(actor, { [WRITTEN[name]!]: value })
    return { value_changed: String(before[WRITTEN[name]!] !== after[WRITTEN[name]!]) }
  },
})
