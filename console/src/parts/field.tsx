import type { ComponentProps, ReactNode } from 'react'

type Labelled = { label: string; hint?: string }
type Props = ComponentProps<'input'> & Labelled & { after?: ReactNode }

/** A field under its label; `after` stands at its end. */
export const Field = ({ label, hint, after, ...input }: Props) => (
  <label className="lab">
    {label}
    {hint !== undefined && <small>{hint}</small>}
    <span className="inp">
      <input {...input} />
      {after}
    </span>
  </label>
)

export const TextField = ({ label, hint, ...area }: ComponentProps<'textarea'> & Labelled) => (
  <label className="lab">
    {label}
    {hint !== undefined && <small>{hint}</small>}
    <textarea className="inp area" rows={3} {...area} />
  </label>
)

/** One of few, as `[value, word]`. */
export const Select = ({
  label,
  hint,
  options,
  ...select
}: ComponentProps<'select'> & Labelled & { options: readonly (readonly [value: string | number, word: string])[] }) => (
  <label className="lab">
    {label}
    {hint !== undefined && <small>{hint}</small>}
    <select className="inp" {...select}>
      {options.map(([value, word]) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  </label>
)

export const Check = ({ label, hint, ...input }: ComponentProps<'input'> & Labelled) => (
  <label className="check">
    <input type="checkbox" {...input} />
    <span>
      {label}
      {hint !== undefined && <small>{hint}</small>}
    </span>
  </label>
)
