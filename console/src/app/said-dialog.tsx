import { Dialog } from '../parts/dialog.tsx'
import { moment } from '../parts/format.ts'
import { t } from '../texts/texts.ts'
import { useSaid } from './toasts.tsx'
import '../style/entry.page.css'

/** What was said of one's own doings since the page was loaded: nothing that went by is lost. */
export function SaidDialog({ onClose }: { onClose: () => void }) {
  const said = useSaid()
  return (
    <Dialog title={t.said.title} onClose={onClose}>
      {said.length === 0 && <p className="q">{t.said.none}</p>}
      <ol className="events">
        {said.map(({ at, text, bad }) => (
          <li key={at.getTime()}>
            <time className="qq">{moment(at.toISOString())}</time>
            <span>{bad ? <b>{text}</b> : text}</span>
          </li>
        ))}
      </ol>
      <button className="btn" type="button" onClick={onClose}>
        {t.close}
      </button>
    </Dialog>
  )
}
