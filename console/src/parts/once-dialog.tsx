import type { ReactNode } from 'react'
import { t } from '../texts/texts.ts'
import { CopyText } from './copy-text.tsx'
import { Dialog } from './dialog.tsx'

type Props = { title: string; sentence: string; onClose: () => void; children: ReactNode }

/** What is told once and never again: nothing closes it but the word that somebody has it. */
export const OnceDialog = ({ title, sentence, onClose, children }: Props) => (
  <Dialog title={title} className="dlg dialog wide">
    <p className="q">{sentence}</p>
    {children}
    <div className="row">
      <button type="button" className="btn p" onClick={onClose}>
        {t.haveIt}
      </button>
    </div>
  </Dialog>
)

/** Each with what it is called, to be copied. */
export const OnceValues = ({ values }: { values: readonly (readonly [word: string, value: string])[] }) => (
  <dl className="once">
    {values.map(([word, value]) => (
      <div key={word}>
        <dt>{word}</dt>
        <dd>
          <CopyText text={value} name={word} />
        </dd>
      </div>
    ))}
  </dl>
)
