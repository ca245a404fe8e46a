import { ProvisorError } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import Eye from 'lucide-react/icons/eye'
import Fingerprint from 'lucide-react/icons/fingerprint-pattern'
import KeyRound from 'lucide-react/icons/key-round'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { client, serverPath } from '../app/api.ts'
import { queries } from '../app/live.ts'
import { signInByPasskey } from '../app/passkeys.ts'
import { meQuery } from '../app/session.ts'
import { Field } from '../parts/field.tsx'
import { Glyph } from '../parts/glyph.tsx'
import { Mark } from '../parts/mark.tsx'
import { choose, language, t } from '../texts/texts.ts'
import { SecondStep } from './second-step.tsx'
import { wordsOf } from './sign-in-words.ts'
import '../style/sign-in.page.css'

/** A page with one form begins in it. */
const focusIt = (field: HTMLInputElement | null): void => field?.focus()

type FirstStep = { readonly given: { username: string; password: string }; readonly factors: readonly string[] }

export function SignIn() {
  const { next = '/' } = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const [first, setFirst] = useState<FirstStep>()
  const [shown, setShown] = useState(false)
  const [why, setWhy] = useState('')
  const [busy, setBusy] = useState(false)
  const methods = useQuery({ queryKey: ['sign-in'], queryFn: ({ signal }) => client.sessions.methods({ signal }) })
  const about = useQuery({ queryKey: ['about'], queryFn: ({ signal }) => client.about({ signal }) })

  /** `given` is right where only the second factor is missing, and is kept for that. */
  async function enter(work: () => Promise<unknown>, given?: FirstStep['given']): Promise<void> {
    setBusy(true)
    setWhy('')
    try {
      await work()
      queries.setQueryData(meQuery.queryKey, await client.me.get())
      await navigate({ to: next })
    } catch (failure) {
      if (given && failure instanceof ProvisorError && failure.code === 'second_factor_required')
        setFirst({ given, factors: (failure.facts.factors as string[] | undefined) ?? [] })
      else setWhy(wordsOf(failure))
    } finally {
      setBusy(false)
    }
  }

  const entering = useRef(enter)
  // What stands behind # is sent to no server by itself; it counts once, so it does not stay in the address.
  useEffect(() => {
    const token = new URLSearchParams(location.hash.slice(1)).get('link')
    if (token === null) return
    history.replaceState(history.state, '', location.pathname + location.search)
    void entering.current(() => client.sessions.createByLink(token))
  }, [])

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const given = { username: String(form.get('username')), password: String(form.get('password')) }
    void enter(() => client.sessions.create(given), given)
  }
  const withCode = (code: string) => enter(() => client.sessions.create({ ...first!.given, code }), first?.given)
  const withPasskey = () => enter(signInByPasskey)

  const { passkey = false, signOn = null } = methods.data ?? {}
  return (
    <div className="si">
      <main>
        <div className="sm">
          <Mark size={40} />
        </div>
        <h1>{first ? t.signIn.second : t.signIn.title}</h1>
        <p className="q">{first ? first.given.username : location.host}</p>
        {first ? (
          <SecondStep factors={first.factors} {...{ why, busy }} onCode={withCode} onBack={() => setFirst(undefined)} />
        ) : (
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
            {why !== '' && (
              <p className="bad" role="alert">
                {why}
              </p>
            )}
            <button type="submit" className="btn p big" disabled={busy}>
              {t.signIn.continue}
            </button>
          </form>
        )}
        {(passkey || (signOn && !first)) && (
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
        {signOn && !first && (
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
