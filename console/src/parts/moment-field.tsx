import type { ComponentProps } from 'react'
import { t } from '../texts/texts.ts'
import { Field } from './field.tsx'
import { shownZone } from './format.ts'

/** A date, with a time or without, by the server's clock; whose clock that is stands beside it. */
export const MomentField = ({
  hint,
  type = 'datetime-local',
  ...field
}: Omit<ComponentProps<typeof Field>, 'type'> & { type?: 'date' | 'datetime-local' }) => (
  <Field {...field} type={type} hint={[hint, t.inZone(shownZone())].filter(Boolean).join(' ')} />
)
