import { Dialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { t } from '../texts/texts.ts'

type Props = { title: string; sentence: string; onClose: () => void; children: ReactNode }

/** What is told once and never again: nothing closes it but the word that somebody has it. */
export const OnceDialog = ({ title, sentence, onClose, children }: Props) => (
  <Dialog.Root open>
    <Dialog.Portal>
      <Dialog.Overlay className="scrim" />
      <Dialog.Content
        className="dlg dialog wide"
        onEscapeKeyDown={(event) => event.preventDefault()}
        onInteractOutside={(event) => event.preventDefault()}
      >
        <Dialog.Title>{title}</Dialog.Title>
        <Dialog.Description className="q">{sentence}</Dialog.Description>
        {children}
        <div className="row">
          <button type="button" className="btn p" onClick={onClose}>
            {t.haveIt}
          </button>
        </div>
      </Dialog.Content>
    </Dialog.Portal>
  </Dialog.Root>
)
