import { Dialog } from '../parts/dialog.tsx'
import { rows } from '../texts/shortcuts-texts.ts'
import { t } from '../texts/texts.ts'

export const Shortcuts = ({ onClose }: { onClose: () => void }) => (
  <Dialog title={t.shortcuts.title} onClose={onClose}>
    <dl className="kv">
      {rows.map(([keys, what]) => (
        <div key={keys} className="both">
          <dt>
            <kbd>{keys}</kbd>
          </dt>
          <dd>{what}</dd>
        </div>
      ))}
    </dl>
    <button className="btn" type="button" onClick={onClose}>
      {t.close}
    </button>
  </Dialog>
)
