import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { State } from '../../../parts/glyph.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
import { Outbox } from './outbox.tsx'
import { ServerDialog } from './server-dialog.tsx'
import { Templates } from './templates.tsx'

/** The server that mail goes through, what mails are made of, and what became of each. */
export function Mail() {
  usePlace(t.titles.mail)
  const may = useMay()
  return (
    <Page title={t.titles.mail} sentence={t.mail.sentence}>
      {may('system.read') && <Server />}
      <Outbox />
      {may('system.read') && <Templates />}
    </Page>
  )
}

function Server() {
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const settings = useQuery({
    queryKey: ['mail-settings'],
    queryFn: ({ signal }) => client.mailSettings.get({ signal }),
  })
  return (
    <section aria-label={t.mail.server}>
      <Read query={settings}>
        {(shown) => {
          const { host, port, encryption, username, hasPassword, fromName, fromAddress, perMinute, publicUrl } = shown
          return (
            <>
              {host === '' ? (
                <p className="q">{t.mail.none}</p>
              ) : (
                <dl className="facts wide">
                  <Fact
                    word={t.mail.server}
                    value={`${host}:${port}`}
                    small={[t.mail.encryptions[encryption], t.mail.perMinute(perMinute)].join(' · ')}
                  />
                  <Fact
                    word={t.mail.signsInAs}
                    value={username || '—'}
                    small={hasPassword ? t.mail.hasPassword : t.mail.noPassword}
                  />
                  <Fact word={t.mail.from} value={fromAddress} small={fromName} />
                  <Fact word={t.mail.links} value={publicUrl || '—'} />
                </dl>
              )}
              {may('system.write') && (
                <div className="actions wrap">
                  <button type="button" className={host === '' ? 'btn p' : 'btn'} onClick={() => setAsking(true)}>
                    {host === '' ? t.mail.setUp : t.mail.change}
                  </button>
                  {host !== '' && <Test />}
                </div>
              )}
              {asking && <ServerDialog settings={shown} onClose={() => setAsking(false)} />}
            </>
          )
        }}
      </Read>
    </section>
  )
}

const Fact = ({ word, value, small }: { word: string; value: string; small?: string }) => (
  <div>
    <dt>{word}</dt>
    <dd>
      {value}
      {small !== undefined && small !== '' && <small>{small}</small>}
    </dd>
  </div>
)

/** One mail to whoever asks, and what the server said of it. */
function Test() {
  const [tested, setTested] = useState<Awaited<ReturnType<typeof client.mailSettings.test>>>()
  const [busy, setBusy] = useState(false)
  async function test(): Promise<void> {
    setBusy(true)
    await act(async () => setTested(await client.mailSettings.test()), t.mail.testSent)
    setBusy(false)
  }
  return (
    <>
      <button type="button" className="btn" aria-busy={busy} disabled={busy} onClick={() => void test()}>
        {t.mail.test}
      </button>
      {tested && (
        <div className="proof" role="status">
          <State glyph={tested.delivered ? 'done' : 'failed'} tone={tested.delivered ? 'good' : 'bad'}>
            {tested.delivered ? t.mail.taken(tested.to) : t.mail.notTaken(tested.to)}
          </State>
          {tested.answer !== '' && <p className="words">{tested.answer}</p>}
        </div>
      )}
    </>
  )
}
