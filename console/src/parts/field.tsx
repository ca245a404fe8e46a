import type { ComponentProps, ReactNode } from 'react'

type Props = ComponentProps<'input'> & { label: string; hint?: string; after?: ReactNode }

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
