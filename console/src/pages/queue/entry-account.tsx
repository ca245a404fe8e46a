import type { QueueEntryAccount, QueueEntrySeen } from '@provisor/client'
import { useMutation, useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { count, moment } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/operate-texts.ts'

/** The account behind an entry: as it stands with us, and once somebody looks, as the panel has it. */
export function EntryAccount({ id }: { id: number }) {
  const may = useMay()
  const account = useQuery({
    queryKey: ['queue-entry', id, 'account'],
    queryFn: ({ signal }) => client.moduleQueue.account(id, { signal }),
  })
  const look = useMutation({ mutationFn: () => client.moduleQueue.look(id) })
  return (
    <Read query={account}>
      {(known) => (
        <>
          <h3 className="b">{t.queue.weHave}</h3>
          <Facts facts={knownOf(known)} />
          {known.looks && may('provisioning.write') && (
            <p>
              <button type="button" className="btn sm" aria-busy={look.isPending} onClick={() => look.mutate()}>
                {t.queue.look}
              </button>{' '}
              <span className="s qq">{t.queue.lookHint}</span>
            </p>
          )}
          <div role="status">
            {look.error && (
              <p className="words" lang="">
                {look.error.message}
              </p>
            )}
            {look.data && (
              <>
                <h3 className="b">{t.queue.panelHas}</h3>
                <Facts facts={seenOf(look.data)} />
              </>
            )}
          </div>
        </>
      )}
    </Read>
  )
}

type Fact = readonly [word: string, value: string | null]

const Facts = ({ facts }: { facts: readonly Fact[] }) => (
  <dl className="known">
    {facts.map(([word, value]) =>
      value === null || value === '' ? null : (
        <div key={word}>
          <dt className="qq">{word}</dt>
          <dd className="mono">{value}</dd>
        </div>
      ),
    )}
  </dl>
)

const { fields } = t.queue

const knownOf = ({ usage, remembered, ...known }: QueueEntryAccount): Fact[] => [
  [fields.status, known.status],
  [fields.username, known.username],
  [fields.domain, known.domain],
  [fields.expiresOn, known.expiresOn],
  [fields.suspensionReason, known.suspensionReason],
  [fields.disk, usage && t.queue.used(count(usage.diskUsedMb), count(usage.diskLimitMb), moment(usage.at))],
  ...remembered.map(({ name, value }): Fact => [name, value]),
]

const seenOf = ({ state, differs, ...seen }: QueueEntrySeen): Fact[] => [
  [fields.status, t.queue.accountStates[state]],
  [fields.username, seen.username],
  [fields.domain, seen.domain],
  [fields.package, seen.package],
  [fields.expiresOn, seen.expiresOn],
  [fields.suspensionReason, seen.suspensionReason],
  [fields.differs, differs.join(', ')],
]
