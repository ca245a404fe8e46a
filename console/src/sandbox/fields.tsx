import { type ChangeEvent, useId } from 'react'
import { t } from '../texts/sandbox-texts.ts'
import type { Parameter } from './faces.ts'
import type { Values } from './requests.ts'
import { isOfType, kindOf, wordsOf } from './types.ts'

type Props = { parameters: readonly Parameter[]; values: Values; onValues: (values: Values) => void }

/** What every list takes: seldom wanted, so it is folded. */
const PAGING = 'page limit offset cursor sort orderby orderdir search range_start range_stop updated_since fields'

export function Fields({ parameters, values, onValues }: Props) {
  if (parameters.length === 0) return <p className="q">{t.noParameters}</p>
  const paging = parameters.filter(({ name, required }) => !required && PAGING.split(' ').includes(name))
  const own = parameters.filter((each) => !paging.includes(each))
  const set = (name: string, value: string | File) => onValues({ ...values, [name]: value })
  const rows = (of: readonly Parameter[]) =>
    of.map((parameter) => (
      <OneField key={parameter.name} parameter={parameter} value={values[parameter.name] ?? ''} onValue={set} />
    ))
  const required = own.filter((each) => each.required)
  const optional = own.filter((each) => !each.required)
  return (
    <>
      {required.length > 0 && (
        <section>
          <h3>{t.required}</h3>
          {rows(required)}
        </section>
      )}
      {optional.length > 0 && (
        <details open onInvalidCapture={unfold}>
          <summary>{t.optional}</summary>
          {rows(optional)}
        </details>
      )}
      {paging.length > 0 && (
        <details onInvalidCapture={unfold}>
          <summary>{t.paging}</summary>
          {rows(paging)}
        </details>
      )}
    </>
  )
}

/** What is amiss must be seen. */
const unfold = ({ currentTarget }: { currentTarget: HTMLDetailsElement }): void => {
  currentTarget.open = true
}

type FieldProps = { parameter: Parameter; value: string | File; onValue: (name: string, value: string | File) => void }

function OneField({ parameter, value, onValue }: FieldProps) {
  const { name, required, about, type } = parameter
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>
        <code className="mono">
          {name}
          {required ? <b aria-hidden="true"> *</b> : null}
        </code>
        <small className="qq s">{about}</small>
      </label>
      <Input {...{ id, name, type, value }} required={Boolean(required)} onValue={onValue} />
    </div>
  )
}

type InputProps = Omit<FieldProps, 'parameter'> & { id: string; name: string; type: string; required: boolean }

/** A choice where the type is one, and text that is looked at for everything else. */
function Input({ id, name, type, required, value, onValue }: InputProps) {
  const text = typeof value === 'string' ? value : ''
  function take({ target }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>): void {
    target.setCustomValidity(isOfType(type, target.value) ? '' : t.notOfType(type))
    onValue(name, target.value)
  }
  const words = wordsOf(type)
  if (words)
    return (
      <select
        className="inp"
        id={id}
        name={name}
        required={required}
        value={text}
        onChange={(e) => onValue(name, e.target.value)}
      >
        <option value="" />
        {words.map((word) => (
          <option key={word}>{word}</option>
        ))}
      </select>
    )
  const kind = kindOf(type)
  if (kind === 'file')
    return (
      <input
        id={id}
        name={name}
        type="file"
        required={required}
        onChange={(e) => onValue(name, e.target.files?.[0] ?? '')}
      />
    )
  const common = { id, name, required, value: text, onChange: take, placeholder: type, spellCheck: false }
  if (kind === 'json') return <textarea className="inp area mono" rows={3} {...common} />
  return <input className="inp" inputMode={kind === 'whole' ? 'numeric' : undefined} {...common} />
}
