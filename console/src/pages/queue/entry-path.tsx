import type { QueueEntryShown } from '@provisor/client'
import { length, momentOfMachine } from '../../parts/format.ts'
import { Glyph, type GlyphName } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'

type Step = QueueEntryShown['path'][number]

const LOOKS: Record<Step['state'], [GlyphName, string]> = {
  asked: ['done', 'done'],
  tried: ['failed', 'done bad'],
  looked: ['none', 'done'],
  held: ['held', 'now'],
  succeeded: ['done', 'done'],
  settled: ['done', 'done'],
  superseded: ['superseded', 'done'],
  cancelled: ['cancelled', 'done'],
}

/** More than so many, and the middle is folded. */
const MOST = 7

/** The states that this very entry went through with the wait between them, and what comes next, and when. */
export function EntryPath({ entry: { path, settled, nextAttemptAt } }: { entry: QueueEntryShown }) {
  const isFolded = path.length > MOST
  const steps = isFolded ? [...path.slice(0, 2), ...path.slice(-(MOST - 3))] : path
  return (
    <ol className="path" aria-label={t.queue.path}>
      {steps.map((step, index) => {
        const [glyph, look] = LOOKS[step.state]
        const next = steps[index + 1]
        const wait = next ? length(Date.parse(next.at) - Date.parse(step.at)) : ''
        return (
          <li key={`${step.state} ${step.at}`} className={settled && !next ? `${look} end` : look} data-d={wait}>
            <i>
              <Glyph name={glyph} size={10} />
            </i>
            <b>{t.queue.states[step.state]}</b>
            <span>{momentOfMachine(step.at)}</span>
            <small>{[step.by, step.note].filter(Boolean).join(', ')}</small>
            {isFolded && index === 1 && <small>{t.queue.folded(path.length - steps.length)}</small>}
          </li>
        )
      })}
      {!settled && (
        <>
          <li className="next">
            <i />
            <b>{t.queue.againNext}</b>
            <small>{nextAttemptAt ? momentOfMachine(nextAttemptAt) : t.queue.whenYouSay}</small>
          </li>
          <li className="next end">
            <i />
            <b>{t.queue.states.succeeded}</b>
            <small>{t.queue.orResolved}</small>
          </li>
        </>
      )}
    </ol>
  )
}
