import { ProvisorError } from '@provisor/client'
import { client } from '../../../app/api.ts'
import { said, saidFailure } from '../../../app/toasts.tsx'
import { t } from '../../../texts/access-texts.ts'
import { refresh, rolesQuery } from '../people.ts'
import type { Conflict } from './conflict.ts'
import { changesOf, type Draft } from './draft.ts'

/** Saves what was changed of the role as it was read; what somebody else saved meanwhile is answered, and stays. */
export async function saveRole(draft: Draft): Promise<'saved' | 'failed' | Conflict> {
  const { base } = draft
  const before = { permissions: base.permissions, requiresSecondFactor: base.requiresSecondFactor }
  try {
    const { version } = await client.roles.update(base.id, changesOf(draft), { ifVersion: base.version })
    said(t.roles.saved(base.name), () => client.roles.update(base.id, before, { ifVersion: version }))
    await refresh(rolesQuery)
    return 'saved'
  } catch (failure) {
    if (failure instanceof ProvisorError && failure.code === 'version_differs')
      return { draft, theirs: await client.roles.get(base.id) }
    saidFailure(failure)
    return 'failed'
  }
}
