import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { FormDialog } from '../parts/form-dialog.tsx'
import { t } from '../texts/sandbox-texts.ts'
import { type Answer, Answered, sendRequest } from './answer.tsx'
import { type Call, type Choice, type Choices, deletes, type Face, USUAL } from './faces.ts'
import { Fields } from './fields.tsx'
import type { Login } from './login.ts'
import { Copied } from './outcome.tsx'
import { curlOf, requestOf, shownRequest, type Values } from './requests.ts'

type Props = { face: Face; call: Call; login: Login; begins?: Values }

/** How the face was asked last, for its next method. */
let asked = USUAL

/** One method: its form, what is sent, and what came back. Whoever sends stays where they are in the form. */
export function CallForm({ face, call, login, begins = {} }: Props) {
  const [values, setValues] = useState<Values>(begins)
  const [choices, setChoices] = useState<Choices>(asked)
  const [answer, setAnswer] = useState<Answer | 'none' | 'awaited'>('none')
  const [isConfirming, setConfirming] = useState(false)
  const request = requestOf({ face, call, login, values, choices })

  function choose(name: Choice, value: string): void {
    asked = { ...choices, [name]: value }
    setChoices(asked)
  }
  async function send(): Promise<void> {
    setAnswer('awaited')
    setAnswer(await sendRequest(request))
    document.getElementById('answer')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }
  function onSubmit(event: FormEvent): void {
    event.preventDefault()
    if (answer === 'awaited') return
    if (deletes(call)) setConfirming(true)
    else void send()
  }
  function onKeyDown(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
  }
  return (
    <div className="trial">
      <form id="form" autoComplete="off" onSubmit={onSubmit} onKeyDown={onKeyDown}>
        <header>
          <h2>{call.name}</h2>
          <span className={`verb ${call.http}`}>{call.http}</span>
          {call.action !== call.name && <code className="mono q">{call.action}</code>}
        </header>
        <p className="q">{call.about}</p>
        {face.choices.length > 0 && (
          <fieldset className="choices" aria-label={t.howToAsk}>
            {face.choices.map((name) => (
              <OneChoice key={name} name={name} value={choices[name]} onChoose={(value) => choose(name, value)} />
            ))}
          </fieldset>
        )}
        <Fields parameters={call.parameters} values={values} onValues={setValues} />
        <div className="go">
          <button type="submit" id="send" className="btn p" aria-busy={answer === 'awaited'}>
            {t.send}
          </button>
          {call.http !== 'GET' && <span className="qq s">{t.changes}</span>}
        </div>
      </form>
      <div className="outcome">
        <Copied id="request" title={t.request} text={shownRequest(request)} />
        <Copied id="curl" title={t.curl} text={curlOf(request)} />
        <Answered answer={answer} />
      </div>
      {isConfirming && (
        <FormDialog
          title={t.confirm(call.name)}
          submit={t.send}
          isDanger
          onSubmit={send}
          onClose={() => setConfirming(false)}
        >
          <p>{t.confirmText}</p>
          <code className="mono words">{shownRequest(request).split('\n', 1)}</code>
        </FormDialog>
      )}
    </div>
  )
}

function OneChoice({ name, value, onChoose }: { name: Choice; value: string; onChoose: (value: string) => void }) {
  const [label, options] = t.choices[name] as [string, Readonly<Record<string, string>>]
  return (
    <label className="lab">
      {label}
      <select className="inp" data-choice={name} value={value} onChange={(event) => onChoose(event.target.value)}>
        {Object.entries(options).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  )
}
