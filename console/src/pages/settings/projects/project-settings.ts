import type { ProjectSettings } from '@provisor/client'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { said } from '../../../app/toasts.tsx'
import { t } from '../../../texts/settings-texts.ts'

export const projectSettingsQuery = queryOptions({
  queryKey: ['project-settings'],
  queryFn: ({ signal }) => client.projectSettings.get({ signal }),
})

/** Sets some of them, and offers what was before. */
export async function changeSettings(now: ProjectSettings, given: Partial<ProjectSettings>): Promise<void> {
  const before = Object.fromEntries(Object.keys(given).map((name) => [name, now[name as keyof ProjectSettings]]))
  await client.projectSettings.update(given)
  said(t.rates.changed, () => client.projectSettings.update(before))
}
