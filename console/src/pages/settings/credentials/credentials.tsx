import type { NewCredential } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import Plus from 'lucide-react/icons/plus'
import { useState } from 'react'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { Empty } from '../../../parts/empty.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/access-texts.ts'
import { credentialsQuery } from '../people.ts'
import { CredentialDialog } from './credential-dialog.tsx'
import { CredentialTable } from './credential-table.tsx'
import { MissingActions } from './missing-actions.tsx'
import { SecretDialog } from './secret-dialog.tsx'

/** What programs sign in with, and what they asked for that there is not. */
export function Credentials() {
  usePlace(t.titles.credentials)
  const may = useMay()
  const credentials = useQuery(credentialsQuery)
  const [isAdding, setAdding] = useState(false)
  const [made, setMade] = useState<NewCredential>()
  return (
    <Page
      title={t.titles.credentials}
      sentence={t.credentials.sentence}
      actions={
        may('access.write') && (
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            <Plus size={15} />
            {t.credentials.credential}
          </button>
        )
      }
    >
      <Read query={credentials}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t.credentials.empty} command="provisor credential create --name ... --staff-id 1" />
          ) : (
            <CredentialTable items={items} />
          )
        }
      </Read>
      {may('system.read') && <MissingActions credentials={credentials.data?.items ?? []} />}
      {isAdding && <CredentialDialog onMade={setMade} onClose={() => setAdding(false)} />}
      {made && <SecretDialog made={made} onClose={() => setMade(undefined)} />}
    </Page>
  )
}
