import type { Me as Person } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../app/api.ts'
import { usePlace } from '../../app/place.ts'
import { meQuery, useMay } from '../../app/session.ts'
import { chooseTheme, themeChoice } from '../../app/theme.ts'
import { said } from '../../app/toasts.tsx'
import { Field, Select } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { Page } from '../../parts/page.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/me-texts.ts'
import { choose, type Language, language } from '../../texts/texts.ts'
import { SignInAgain } from './again.tsx'
import { OwnTokens } from './own-tokens.tsx'
import { Part } from './part.tsx'
import { Passkeys } from './passkeys.tsx'
import { SecondFactor } from './second-factor.tsx'
import { OwnSessions } from './sessions.tsx'

/** The table of another page, which comes behind the rest. */
const OwnCredentials = lazy(async () => ({ default: (await import('./own-credentials.tsx')).OwnCredentials }))

/** One's own account: who one is here, how one signs in, and where one is signed in. */
export function Me() {
  usePlace(t.me.title)
  const me = useQuery(meQuery)
  const may = useMay()
  return (
    <Page title={t.me.title} sentence={me.data?.mustSetUpSecondFactor ? <b>{t.me.mustSetUp}</b> : t.me.sentence}>
      <Read query={me}>
        {(person) => (
          <div className="me">
            <SecondFactor />
            <Passkeys />
            {!person.mustSetUpSecondFactor && (
              <>
                <Password />
                <OwnSessions />
                <OwnTokens />
                {may('access.read') && (
                  <Suspense>
                    <OwnCredentials me={person} />
                  </Suspense>
                )}
              </>
            )}
            <Profile me={person} />
            <Look />
          </div>
        )}
      </Read>
      <SignInAgain />
    </Page>
  )
}

const Profile = ({ me }: { me: Person }) => (
  <Part title={t.me.profile} about={t.me.profileAbout}>
    <dl className="kv">
      {[
        [t.me.words.name, `${me.firstName} ${me.lastName}`.trim() || '—'],
        [t.me.words.username, me.username],
        [t.me.words.email, me.email || '—'],
        [t.me.words.role, me.role],
      ].map(([word, value]) => (
        <div key={word} className="both">
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  </Part>
)

/** Of this browser alone. */
const Look = () => (
  <Part title={t.me.look} about={t.me.lookAbout}>
    <div className="row2">
      <Select
        label={t.me.language}
        value={language}
        onChange={({ target }) => choose(target.value as Language)}
        options={[
          ['en', 'English'],
          ['de', 'Deutsch'],
        ]}
      />
      <Select
        label={t.theme}
        defaultValue={themeChoice()}
        onChange={({ target }) => chooseTheme(target.value)}
        options={[
          ['', t.me.asSystem],
          ['light', t.me.light],
          ['dark', t.me.dark],
        ]}
      />
    </div>
  </Part>
)

function Password() {
  const [isChanging, setChanging] = useState(false)
  return (
    <Part
      title={t.signIn.password}
      about={t.me.passwordAbout}
      action={
        <button type="button" className="btn" onClick={() => setChanging(true)}>
          {t.me.changePassword}
        </button>
      }
    >
      {isChanging && (
        <FormDialog
          title={t.me.changePassword}
          submit={t.me.words.setIt}
          onClose={() => setChanging(false)}
          onSubmit={async (form) => {
            await client.me.setPassword({
              current: String(form.get('current')),
              password: String(form.get('password')),
            })
            said(t.me.passwordChanged)
          }}
        >
          <Field name="current" label={t.me.current} type="password" autoComplete="current-password" required />
          <Field
            name="password"
            label={t.me.words.password}
            hint={t.me.passwordHint}
            type="password"
            autoComplete="new-password"
            minLength={12}
            required
          />
        </FormDialog>
      )}
    </Part>
  )
}
