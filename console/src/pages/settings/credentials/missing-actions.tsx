import type { Credential } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { count, since } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { t } from '../../../texts/access-texts.ts'

const COLUMNS = [
  { word: t.credentials.action },
  { word: t.credentials.by, isWide: true },
  { word: t.credentials.calls, isNumber: true },
  { word: t.credentials.lastAsked, isNumber: true },
]
const MOST = 50

/** What programs asked for and there is not, most called first. Nothing is shown where nobody did. */
export function MissingActions({ credentials }: { credentials: readonly Credential[] }) {
  const { data } = useQuery({
    queryKey: ['missing-actions'],
    queryFn: ({ signal }) => client.credentials.missingActions({ signal }),
  })
  const items = data?.items ?? []
  if (items.length === 0) return null
  const nameOf = (id: number) => credentials.find((credential) => credential.id === id)?.name ?? t.credentials.aPassword
  return (
    <section className="sec">
      <header>
        <h2>{t.credentials.missing}</h2>
      </header>
      <p className="q">{t.credentials.missingSentence}</p>
      <ListTable columns={COLUMNS}>
        {items.slice(0, MOST).map(({ face, action, credentialId, calls, lastAt }) => (
          <tr key={`${face} ${credentialId} ${action}`}>
            <td className="mono">{action}</td>
            <td>{nameOf(credentialId)}</td>
            <td className="n">{count(calls)}</td>
            <td className="n">{since(lastAt)}</td>
          </tr>
        ))}
      </ListTable>
      {items.length > MOST && <p className="qq">{t.roles.more(items.length - MOST)}</p>}
    </section>
  )
}
