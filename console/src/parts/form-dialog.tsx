import { ProvisorError } from '@provisor/client'
import { type FormEvent, type KeyboardEvent, type ReactNode, useState } from 'react'
import { t } from '../texts/texts.ts'
import { Dialog } from './dialog.tsx'

type Props = {
  title: string
  /** What the button says: the verb of what happens. */
  submit: string
  /** Carries it out; what it throws is said in the dialog, which stays open with all that was typed. */
  onSubmit: (form: FormData) => Promise<unknown>
  onClose: () => void
  isDanger?: boolean
  isWide?: boolean
  children: ReactNode
}

/** Asks for what is needed and does it. `Ctrl Enter` sends it from any field; Enter alone is never danger. */
export function FormDialog({ title, submit, onSubmit, onClose, isDanger, isWide, children }: Props) {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<unknown>()

  async function send(form: HTMLFormElement): Promise<void> {
    if (busy || !form.reportValidity()) return
    setBusy(true)
    setFailure(undefined)
    try {
      await onSubmit(new FormData(form))
      onClose()
    } catch (reason) {
      setFailure(reason)
    }
    setBusy(false)
  }
  function onKey(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      void send(event.currentTarget)
    }
  }
  return (
    <Dialog title={title} onClose={busy ? undefined : onClose} className={isWide ? 'dlg dialog wide' : 'dlg dialog'}>
      <form
        className="form"
        onKeyDown={onKey}
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          void send(event.currentTarget)
        }}
      >
        {children}
        {failure !== undefined && <Failure failure={failure} />}
        <div className="row">
          <button className="btn" type="button" onClick={onClose} disabled={busy}>
            {t.cancel}
          </button>
          <button type="submit" className={isDanger ? 'btn d' : 'btn p'} aria-busy={busy} disabled={busy}>
            {submit}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** What a server says is wrong: the whole, each field with its own words, and the way on where it knows one. */
function Failure({ failure }: { failure: unknown }) {
  const { errors, hint } = failure instanceof ProvisorError ? failure : { errors: [], hint: undefined }
  return (
    <div className="failure" role="alert">
      <p>{failure instanceof Error ? failure.message : String(failure)}</p>
      {errors.length > 0 && (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={path + message}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {hint !== undefined && <p className="q">{hint}</p>}
    </div>
  )
}
