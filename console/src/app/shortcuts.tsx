import { Dialog } from 'radix-ui'
import { t } from '../texts/texts.ts'

export const Shortcuts = ({ open, onClose }: { open: boolean; onClose: () => void }) => (
  <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
    <Dialog.Portal>
      <Dialog.Overlay className="scrim" />
      <Dialog.Content className="dlg dialog" aria-describedby={undefined}>
        <Dialog.Title>{t.shortcuts.title}</Dialog.Title>
        <dl className="kv">
          {t.shortcuts.rows.map(([keys, what]) => (
            <div key={keys} className="both">
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <Dialog.Close className="btn">{t.close}</Dialog.Close>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
)
