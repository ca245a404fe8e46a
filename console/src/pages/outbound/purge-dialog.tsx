import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useEffect, useState } from 'react'
import { client } from '../../app/api.ts'
import { act } from '../../app/toasts.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { age, count, moment } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { callText } from './call-text.ts'

type Props = { serviceId: number; name: string; onClose: () => void }

/** The queue stands still while this is open, so that exactly what is shown is taken. */
export function PurgeDialog({ serviceId, name, onClose }: Props) {
  const [final, setFinal] = useState(false)
  const { purgePreviews, queues } = client.outbound
  const preview = useQuery({
    queryKey: ['purge-preview', serviceId],
    queryFn: () => purgePreviews.create(serviceId, { holdStill: true }),
    // Made once: what happens meanwhile makes no other one.
    staleTime: 'static',
    gcTime: 0,
  })
  const previewId = preview.data?.id
  // Whoever leaves, in whatever way, lets the queue go on; a preview that was used is gone already.
  useEffect(() => {
    if (previewId === undefined) return
    return () => void purgePreviews.delete(previewId).catch(() => {})
  }, [previewId, purgePreviews])

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (previewId === undefined) return
    const why = String(new FormData(event.currentTarget).get('why') ?? '')
    let purgeId: number | undefined
    const purge = async () => {
      purgeId = (await queues.purge(serviceId, { previewId, why, final })).id
    }
    const undo = () => queues.undo(purgeId!)
    if (await act(purge, t.outbound.purged(count(preview.data!.count)), final ? undefined : undo)) onClose()
  }

  return (
    <Dialog title={t.outbound.purgeOf(name)} onClose={onClose}>
      <Read query={preview}>
        {({ count: taken, sample, undoUntil }) => (
          <form className="form" onSubmit={(event) => void submit(event)}>
            <p className="pcount">
              <b>{count(taken)}</b>
              <span>
                {t.outbound.taken} <span className="qq">{t.outbound.holds}</span>
              </span>
            </p>
            {sample.length > 0 && (
              <div>
                <h3>{t.outbound.whatIsTaken}</h3>
                <table className="list">
                  <tbody>
                    {sample.map(({ reference, call, enqueuedAt }) => (
                      <tr key={reference}>
                        <td className="mono">{reference}</td>
                        <td>{callText(call)}</td>
                        <td className="n q">{age(enqueuedAt)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
                {taken > sample.length && <p className="s qq">{t.outbound.more(count(taken - sample.length))}</p>}
              </div>
            )}
            <fieldset className="form">
              <label>
                <input type="radio" name="final" checked={!final} onChange={() => setFinal(false)} />{' '}
                {t.outbound.undoFor(moment(undoUntil))}
              </label>
              <label>
                <input type="radio" name="final" checked={final} onChange={() => setFinal(true)} /> {t.outbound.final}
              </label>
            </fieldset>
            <Field label={t.outbound.why} name="why" maxLength={500} />
            {final && (
              <Field
                label={t.outbound.typeName(name)}
                required
                autoComplete="off"
                pattern={escaped(name)}
                title={name}
              />
            )}
            <div className="row">
              <button className="btn" type="button" onClick={onClose}>
                {t.cancel}
              </button>
              <button type="submit" className="btn d" disabled={taken === 0}>
                {t.outbound.purgeCount(count(taken))}
              </button>
            </div>
          </form>
        )}
      </Read>
    </Dialog>
  )
}

/** Exactly this text, as a pattern of a field. */
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
