import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { t } from '../texts/texts.ts'
import { CopyText } from './copy-text.tsx'
import { Check } from './field.tsx'

type Props = { title: string; hint: string; secret: string; onClose: () => void }

/** What is told once and never again: it stays until somebody says that they have it. */
export function SecretDialog({ title, hint, secret, onClose }: Props) {
  const [has, setHas] = useState(false)
  return (
    <Dialog.Root open>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="dlg dialog" aria-describedby={undefined}>
          <Dialog.Title>{title}</Dialog.Title>
          <p>{hint}</p>
          <CopyText text={secret} />
          <Check label={t.secret.has} checked={has} onChange={() => setHas(!has)} />
          <div className="row">
            <button type="button" className="btn p" disabled={!has} onClick={onClose}>
              {t.close}
            </button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
