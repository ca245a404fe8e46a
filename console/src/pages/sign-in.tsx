import { ProvisorError } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Eye, Fingerprint, KeyRound } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { client, serverPath } from '../app/api.ts'
import { queries } from '../app/live.ts'
import { meQuery } from '../app/session.ts'
import { Field } from '../parts/field.tsx'
import { Glyph } from '../parts/glyph.tsx'
import { Mark } from '../parts/mark.tsx'
import { choose, language, t } from '../texts/texts.ts'

/** What a refusal means to somebody who signs in; anything else in the server's words. */
function wordsOf(failure: unknown): string {
  if (!(failure instanceof ProvisorError)) return String(failure)
  if (failure.code === 'sign_in_refused') return t.signIn.wrong
  if (failure.code === 'second_factor_wrong') return t.signIn.wrongCode
  return [failure.detail, failure.hint].filter(Boolean).join(' ')
}

/** A page with one form begins in it. */
const focusIt = (field: HTMLInputElement | null): void => field?.focus()

export function SignIn() {
  const { next = '/' } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const [needsCode, setNeedsCode] = useState(false)
  const [shown, setShown] = useState(false)
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const methods = useQuery({ queryKey: ['sign-in'], queryFn: ({ signal }) => client.sessions.methods({ signal }) })
  const about = useQuery({ queryKey: ['about'], queryFn: ({ signal }) => client.about({ signal }) })

  async function enter(work: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    setWhy('')
    try {
      await work()
      queries.setQueryData(meQuery.queryKey, await client.me.get())
      await navigate({ to: next })
    } catch (failure) {
      if (failure instanceof ProvisorError && failure.code === 'second_factor_required') setNeedsCode(true)
      else setWhy(wordsOf(failure))
    } finally {
      setBusy(false)
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name) ?? '')
    const code = text('code').trim()
    void enter(() =>
      client.sessions.create({ username: text('username'), password: text('password'), ...(code && { code }) }),
    )
  }

  const withPasskey = () =>
    enter(async () => {
      const { publicKey } = await client.sessions.passkeyOptions()
      const options = PublicKeyCredential.parseRequestOptionsFromJSON(publicKey as never)
      const given = (await navigator.credentials.get({ publicKey: options })) as PublicKeyCredential
      await client.sessions.createByPasskey(given.toJSON() as never)
    })

  const { passkey = false, signOn = null } = methods.data ?? {}
  return (
    <div className="si">
      <main>
        <div className="sm">
          <Mark size={40} />
        </div>
        <h1>{t.signIn.title}</h1>
        <p className="q">{location.host}</p>
        <form onSubmit={submit}>
          <Field
            label={t.signIn.username}
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            required
            ref={focusIt}
          />
          <Field
            label={t.signIn.password}
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            required
            after={
              <button
                type="button"
                className="sh0"
                aria-label={t.signIn.show}
                aria-pressed={shown}
                onClick={() => setShown(!shown)}
              >
                <Eye size={15} />
              </button>
            }
          />
          {needsCode && <Field label={t.signIn.code} name="code" autoComplete="one-time-code" required ref={focusIt} />}
          {why !== '' && (
            <p className="bad" role="alert">
              {why}
            </p>
          )}
          <button type="submit" className="btn p big" disabled={busy}>
            {t.signIn.continue}
          </button>
        </form>
        {(passkey || signOn) && (
          <div className="or">
            <span>{t.signIn.or}</span>
          </div>
        )}
        {passkey && (
          <button type="button" className="btn big" onClick={() => void withPasskey()}>
            <Fingerprint size={16} />
            {t.signIn.passkey}
          </button>
        )}
        {signOn && (
          <a className="btn big" href={serverPath(signOn.path)}>
            <KeyRound size={16} />
            {t.signIn.with(signOn.name)}
          </a>
        )}
      </main>
      <footer>
        <span className="st good">
          <Glyph name="active" />
          {[about.data?.name, about.data?.version].filter(Boolean).join(' ')}
        </span>
        <a href={serverPath('/status')}>{t.signIn.status}</a>
        <span className="lang">
          {(['en', 'de'] as const).map((one) => (
            <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => choose(one)}>
              {one === 'en' ? 'English' : 'Deutsch'}
            </button>
          ))}
        </span>
      </footer>
    </div>
  )
}
