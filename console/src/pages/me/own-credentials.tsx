import type { Me } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { t } from '../../texts/me-texts.ts'
import { CredentialTable } from '../settings/credentials/credential-table.tsx'
import { credentialsQuery } from '../settings/people.ts'
import { Part } from './part.tsx'

/** What programs act with for this member; only who manages access sees and makes them. */
export function OwnCredentials({ me }: { me: Me }) {
  const credentials = useQuery(credentialsQuery)
  const own = credentials.data?.items.filter(({ staffId }) => staffId === me.staffId) ?? []
  return (
    <Part
      title={t.me.words.credentials}
      about={t.me.credentialsAbout}
      action={
        <Link className="btn" to={'/settings/credentials' as '/settings'}>
          {t.me.allCredentials}
        </Link>
      }
    >
      {own.length > 0 && <CredentialTable items={own} />}
    </Part>
  )
}
