import type { Credential, Role, StaffMember } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { useSaveKey } from '../../../app/keys.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/settings-texts.ts'
import { credentialsQuery, refresh, rolesQuery, staffQuery } from '../people.ts'
import { changesOf, type Draft, draftOf, isChanged } from './draft.ts'
import { Matrix } from './matrix.tsx'
import { NewRole } from './new-role.tsx'
import { SaveBar } from './save-bar.tsx'
import '../../../style/roles.page.css'

/** What each role allows, side by side; one of them is changed at a time, and saved as a whole. */
export function Roles() {
  usePlace(t.roles.title)
  const roles = useQuery(rolesQuery)
  const staff = useQuery(staffQuery)
  const credentials = useQuery(credentialsQuery)
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  return (
    <Page
      title={t.roles.title}
      sentence={t.roles.sentence}
      actions={
        may('access.write') && (
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            <Plus size={15} />
            {t.roles.role}
          </button>
        )
      }
    >
      <Read query={roles}>
        {({ items }) => (
          <>
            <Table roles={items} staff={staff.data?.items ?? []} credentials={credentials.data?.items ?? []} />
            {isAdding && <NewRole roles={items} onClose={() => setAdding(false)} />}
          </>
        )}
      </Read>
    </Page>
  )
}

type Props = { roles: readonly Role[]; staff: readonly StaffMember[]; credentials: readonly Credential[] }

function Table({ roles, staff, credentials }: Props) {
  const mayChange = useMay()('access.write')
  const [chosenId, choose] = useState(roles[0]?.id)
  const [draft, setDraft] = useState<Draft>()
  const chosen = roles.find(({ id }) => id === chosenId) ?? roles[0]
  const edited = roles.find(({ id }) => id === draft?.roleId)
  const changed = edited && draft && isChanged(edited, draft) ? edited : undefined

  async function save(): Promise<void> {
    if (!changed || !draft) return
    const after = changesOf(changed, draft)
    const before = { permissions: changed.permissions, requiresSecondFactor: changed.requiresSecondFactor }
    const done = await act(
      () => client.roles.update(changed.id, after),
      t.roles.saved(changed.name),
      () => client.roles.update(changed.id, before),
    )
    if (!done) return
    await refresh(rolesQuery)
    setDraft(undefined)
  }
  useSaveKey(changed && (() => void save()))

  if (!chosen) return null
  return (
    <>
      <Matrix
        {...{ roles, staff, credentials, chosen, draft, mayChange }}
        changed={changed}
        onChoose={choose}
        onChange={(role, change) => {
          choose(role.id)
          setDraft({ ...(draft?.roleId === role.id ? draft : draftOf(role)), ...change })
        }}
      />
      {changed && draft && (
        <SaveBar
          role={changed}
          {...{ draft, staff, credentials }}
          onSave={() => void save()}
          onDiscard={() => setDraft(undefined)}
        />
      )}
    </>
  )
}
