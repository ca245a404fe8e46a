import type { ChangeEvent, Ref } from 'react'

type Props = { label: string; hint?: string; name: string; ref?: Ref<HTMLInputElement> }

const DIGITS = 6

/** The six digits of an app: pasted with whatever stands between them, and sent by itself once they are all there. */
export const CodeField = ({ label, hint, name, ref }: Props) => {
  function onChange({ target }: ChangeEvent<HTMLInputElement>): void {
    const digits = target.value.replace(/\D/g, '').slice(0, DIGITS)
    if (digits !== target.value) target.value = digits
    if (digits.length === DIGITS) target.form?.requestSubmit()
  }
  return (
    <label className="lab">
      {label}
      {hint !== undefined && <small>{hint}</small>}
      <input
        className="code6"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        pattern="[0-9]{6}"
        {...{ name, ref, onChange }}
      />
    </label>
  )
}
