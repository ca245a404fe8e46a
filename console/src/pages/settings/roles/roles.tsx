import type { Credential, Role, StaffMember } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { useSaveKey } from '../../../app/keys.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { Field } from '../../../parts/field.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/access-texts.ts'
import { credentialsQuery, rolesQuery, staffQuery } from '../people.ts'
import type { Conflict } from './conflict.ts'
import { type Draft, draftOf, isChanged } from './draft.ts'
import { Matrix } from './matrix.tsx'
import { NewRole } from './new-role.tsx'
import { RoleConflict } from './role-conflict.tsx'
import { SaveBar } from './save-bar.tsx'
import { saveRole } from './save-role.ts'
import '../../../style/roles.page.css'
import '../../../style/outbound.page.css'

/** What each role allows, side by side; one of them is changed at a time, and saved as a whole. */
export function Roles() {
  usePlace(t.titles.roles)
  const roles = useQuery(rolesQuery)
  const staff = useQuery(staffQuery)
  const credentials = useQuery(credentialsQuery)
  const may = useMay()
  const [isAdding, setAdding] = useState(false)
  return (
    <Page
      title={t.titles.roles}
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
  const [conflict, setConflict] = useState<Conflict>()
  const [find, setFind] = useState('')
  const chosen = roles.find(({ id }) => id === chosenId) ?? roles[0]
  const changed = draft && isChanged(draft) ? draft.base : undefined

  async function save(meant: Draft): Promise<void> {
    const outcome = await saveRole(meant)
    setConflict(outcome === 'failed' || outcome === 'saved' ? undefined : outcome)
    if (outcome === 'saved') setDraft(undefined)
  }
  const onSave = draft && changed && (() => void save(draft))
  useSaveKey(onSave)

  if (!chosen) return null
  return (
    <>
      <div className="find">
        <Field
          type="search"
          label={t.roles.find}
          value={find}
          autoComplete="off"
          onChange={({ target }) => setFind(target.value)}
        />
      </div>
      <Matrix
        {...{ roles, staff, credentials, chosen, draft, mayChange, find }}
        changed={changed}
        onChoose={choose}
        onChange={(role, change) => {
          choose(role.id)
          setDraft({ ...(draft?.base.id === role.id ? draft : draftOf(role)), ...change })
        }}
      />
      {onSave && <SaveBar {...{ draft, staff, credentials, onSave }} onDiscard={() => setDraft(undefined)} />}
      {conflict && (
        <RoleConflict
          conflict={conflict}
          onTake={(merged) => {
            setDraft(merged)
            void save(merged)
          }}
          onClose={() => setConflict(undefined)}
        />
      )}
    </>
  )
}
