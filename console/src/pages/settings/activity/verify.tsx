import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { queries } from '../../../app/live.ts'
import { CopyText } from '../../../parts/copy-text.tsx'
import { count, moment } from '../../../parts/format.ts'
import { Glyph } from '../../../parts/glyph.tsx'
import { t } from '../../../texts/settings-texts.ts'

type Proof = {
  through: number
  head: number
  start: number
  at: string
  misfit?: { position: number; why: 'missing' | 'altered' }
}

const KEY = ['activity-proof']

/** Part by part from the first line on, until the end or what is amiss; told as it goes. */
async function prove(signal: AbortSignal): Promise<Proof> {
  for (let after = 0; ; ) {
    const { through, head, start, position, why } = await client.activity.verify(after, { signal })
    const proof = { through: through ?? after, head: head ?? 0, start: start ?? 0, at: new Date().toISOString() }
    if (position !== null && why !== null) return { ...proof, misfit: { position, why } }
    if (proof.through >= proof.head) return proof
    queries.setQueryData(KEY, proof)
    after = proof.through
  }
}

/** Only when somebody asks: it costs more the longer the log is. What it found stays until it is asked again. */
const useProof = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => prove(signal),
    enabled: false,
    staleTime: 'static',
    gcTime: Number.POSITIVE_INFINITY,
  })

export function Verify() {
  const { refetch, isFetching } = useProof()
  return (
    <button type="button" className="btn" aria-busy={isFetching} disabled={isFetching} onClick={() => void refetch()}>
      {t.activity.verify}
    </button>
  )
}

/** What was found, in words. */
export function Verdict() {
  const { data, error, isFetching } = useProof()
  return (
    <div className="proof" role="status">
      {error !== null && <p className="st bad">{error.message}</p>}
      {data && <Words proof={data} isFetching={isFetching} />}
    </div>
  )
}

function Words({ proof: { through, head, start, at, misfit }, isFetching }: { proof: Proof; isFetching: boolean }) {
  if (misfit)
    return (
      <p className="failure">
        <Glyph name="broken" /> {t.activity.misfit[misfit.why](count(misfit.position))}
      </p>
    )
  if (isFetching && through < head) return <p className="q">{t.activity.verifying(count(through), count(head))}</p>
  return (
    <>
      <p className="st good">
        <Glyph name="done" />
        {t.activity.verified(count(head), moment(at))}
      </p>
      {start > 0 && <p className="s qq">{t.activity.pruned(count(start))}</p>}
      <p className="s qq">{t.activity.anchors}</p>
      <CopyText text="provisor audit anchor" />
    </>
  )
}
