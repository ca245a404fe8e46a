import { type FormEvent, useState } from 'react'
import { Field } from '../parts/field.tsx'
import { t } from '../texts/sandbox-texts.ts'
import type { Face } from './faces.ts'
import { type Connection, connect } from './login.ts'

type Props = { face: Face; url: string; onConnected: (connection: Connection) => void }

export function Connect({ face, url, onConnected }: Props) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')
  async function send(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    setBusy(true)
    setProblem('')
    try {
      const sent = { api: text('api'), username: text('username'), secret: text('secret') }
      onConnected(await connect(face, sent, t.otherServer))
    } catch (failure) {
      setProblem((failure as Error).message)
    }
    setBusy(false)
  }
  const hasUser = face.userLabel !== ''
  return (
    <form id="connect" className="form box" autoComplete="off" onSubmit={(event) => void send(event)}>
      <h2>{t.connectTo(face.title)}</h2>
      <p className="q">{face.about}</p>
      <Field label={t.apiUrl} name="api" type="url" defaultValue={url} required />
      {hasUser && (
        <Field label={face.userLabel} name="username" autoComplete="off" spellCheck={false} required autoFocus />
      )}
      <Field label={face.secretLabel} name="secret" type="password" autoComplete="off" required autoFocus={!hasUser} />
      {problem !== '' && (
        <p className="failure problem" role="alert">
          {problem}
        </p>
      )}
      <div className="row">
        <button type="submit" className="btn p" aria-busy={busy}>
          {t.connect}
        </button>
      </div>
      <p className="qq s">{face.note}</p>
    </form>
  )
}
