import { projectSettings, staffRates } from '../../contract/projects/project-settings.ts'
import { handle } from '../../handler.ts'

export const projectSettingHandlers = [
  handle(projectSettings.get, async ({ actor, domain }) => domain.projectSettings.all(actor)),
  handle(projectSettings.update, async ({ actor, domain }, { body }) => domain.projectSettings.set(actor, body)),

  handle(staffRates.list, async ({ actor, domain }) => {
    const rates = await domain.projectSettings.staffRates(actor)
    return { items: [...rates].map(([staffId, rate]) => ({ staffId, rate })).sort((a, b) => a.staffId - b.staffId) }
  }),

  handle(staffRates.set, async ({ actor, domain }, { params: { staffId }, body: { rate } }) => {
    await domain.projectSettings.setStaffRate(actor, staffId, rate)
    return { staffId, rate }
  }),

  handle(staffRates.delete, async ({ actor, domain }, { params: { staffId } }) => {
    await domain.projectSettings.setStaffRate(actor, staffId, '')
    return { staffId }
  }),
]
