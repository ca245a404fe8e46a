import type { Fix } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { t } from '../texts/texts.ts'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { bodyOf, fieldsOf } from './fix-fields.ts'
import { Read } from './query-state.tsx'

type Props = { fix: Fix; about: string; onGiven: (body: Record<string, unknown>) => void; onClose: () => void }

/** What a person has to give before a cause can be mended. */
export function FixDialog({ fix, about, onGiven, onClose }: Props) {
  const fields = useQuery({
    queryKey: ['fix-fields', fix.call],
    queryFn: () => fieldsOf(fix),
    staleTime: 'static',
    gcTime: 0,
  })

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onGiven(bodyOf(fields.data ?? [], (name) => String(form.get(name) ?? '')))
  }

  return (
    <Dialog title={about} onClose={onClose}>
      <form onSubmit={submit} className="form">
        <Read query={fields}>
          {(asked) =>
            asked.map(({ name, label, value, secret, required }) => (
              <Field
                key={name}
                {...{ name, label, required }}
                type={secret ? 'password' : 'text'}
                defaultValue={value}
                autoComplete={secret ? 'new-password' : 'off'}
              />
            ))
          }
        </Read>
        <p className="s qq">{fix.effect}</p>
        <div className="row">
          <button className="btn" type="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="btn p">
            {t.save}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
