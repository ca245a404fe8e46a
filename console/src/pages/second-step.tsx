import { type FormEvent, useState } from 'react'
import { CodeField } from '../parts/code-field.tsx'
import { Field } from '../parts/field.tsx'
import { t } from '../texts/texts.ts'

type Props = {
  factors: readonly string[]
  why: string
  busy: boolean
  onCode: (code: string) => Promise<void>
  onBack: () => void
}

const focusIt = (field: HTMLInputElement | null): void => field?.focus()

/** After the password: the code of the app, or one of those that stand in for it. */
export function SecondStep({ factors, why, busy, onCode, onBack }: Props) {
  const hasApp = factors.includes('code')
  const [recovers, setRecovers] = useState(!hasApp)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    await onCode(String(new FormData(form).get('code')).trim())
    // It was wrong, if this is still there: the next one begins in an empty field.
    form.reset()
    form.querySelector('input')?.focus()
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      {recovers ? (
        <Field key="recovery" label={t.signIn.recovery} name="code" autoComplete="off" required ref={focusIt} />
      ) : (
        <CodeField label={t.signIn.sixDigits} name="code" ref={focusIt} />
      )}
      {why !== '' && (
        <p className="bad" role="alert">
          {why}
        </p>
      )}
      <button type="submit" className="btn p big" disabled={busy}>
        {t.signIn.continue}
      </button>
      <div className="both">
        {hasApp && (
          <button type="button" className="btn g" onClick={() => setRecovers(!recovers)}>
            {recovers ? t.signIn.useApp : t.signIn.useRecovery}
          </button>
        )}
        <button type="button" className="btn g" onClick={onBack}>
          {t.signIn.back}
        </button>
      </div>
    </form>
  )
}
