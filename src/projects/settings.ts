import { type Actor, authorize } from '../access/actor.ts'
import type { Patch } from '../base/merge.ts'
import { Invalid } from '../base/refusal.ts'
import { changesBetween, record } from '../events/event.ts'
import type { ProjectParts } from './parts.ts'
import { requireRate } from './project-details.ts'
import { requireStaff } from './references.ts'
import {
  isProjectSettingName,
  PROJECT_SETTINGS,
  type ProjectSettingValue,
  type ProjectSettingValues,
  readSettings,
  writeSetting,
} from './setting.ts'

export function makeProjectSettings({ read, transaction }: ProjectParts) {
  return {
    async all(actor: Actor): Promise<ProjectSettingValues> {
      authorize(actor, 'projects.read')
      return readSettings(read)
    },

    /** Those that are named; all of them or none. */
    async set(actor: Actor, given: Patch<Record<string, ProjectSettingValue>>): Promise<ProjectSettingValues> {
      authorize(actor, 'projects.all')
      const named = Object.entries(given).filter(([, value]) => value !== undefined)
      const checked = named.map(([name, value]) => {
        if (!isProjectSettingName(name)) throw new Invalid('setting', 'the name of a setting', name)
        return [name, PROJECT_SETTINGS[name].check(name, value)] as const
      })
      return transaction(async (tx) => {
        const before = await readSettings(tx)
        const changes = changesBetween(before, Object.fromEntries(checked) as Partial<ProjectSettingValues>)
        for (const [name, value] of checked) if (changes[name]) await writeSetting(tx, name, value)
        if (Object.keys(changes).length > 0)
          await record(tx, actor, {
            kind: 'project_settings.updated',
            subjectId: 0,
            description: `Project settings changed (${Object.keys(changes).join(', ')})`,
            changes,
          })
        return readSettings(tx)
      })
    },

    /** By staff id: what each makes of the hourly rate. */
    async staffRates(actor: Actor): Promise<ReadonlyMap<number, string>> {
      authorize(actor, 'projects.read')
      return read.projectSettings.staffRates()
    },

    /** Empty takes it away. */
    async setStaffRate(actor: Actor, staffId: number, rate: string): Promise<void> {
      authorize(actor, 'projects.all')
      requireRate(rate)
      await transaction(async (tx) => {
        await requireStaff(tx, 'staffId', staffId)
        const before = (await tx.projectSettings.staffRates()).get(staffId) ?? ''
        if (before === rate) return
        await tx.projectSettings.setStaffRate(staffId, rate)
        await record(tx, actor, {
          kind: 'staff.rate_updated',
          subjectId: staffId,
          description: `The hourly rate of staff member ${staffId} changed`,
          changes: { rate: [before, rate] },
        })
      })
    },
  }
}

export type ProjectSettings = ReturnType<typeof makeProjectSettings>
