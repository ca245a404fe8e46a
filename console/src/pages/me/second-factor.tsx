import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../app/api.ts'
import { act, said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { State } from '../../parts/glyph.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/me-texts.ts'
import { fresh } from './again.tsx'
import { factorsQuery, refreshFactors } from './factors-query.ts'
import { RecoveryDialog } from './recovery-dialog.tsx'

/** It draws the square, for which a first visit need not wait. */
const CodesDialog = lazy(async () => ({ default: (await import('./codes-dialog.tsx')).CodesDialog }))

type Secret = Awaited<ReturnType<typeof client.me.beginOneTimeCodes>>

/** Codes of an app, and the recovery codes that stand in for them. */
export function SecondFactor() {
  const factors = useQuery(factorsQuery)
  const [secret, setSecret] = useState<Secret>()
  const [isLeaving, setLeaving] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()

  const begin = () => act(async () => setSecret(await fresh(() => client.me.beginOneTimeCodes())), t.me.scanIt)
  const replace = () =>
    act(async () => setCodes((await fresh(() => client.me.replaceRecoveryCodes())).recoveryCodes), t.me.codesReplaced)
  return (
    <section className="part">
      <div>
        <h2>{t.me.words.factor}</h2>
        <p className="s qq">{t.me.factorAbout}</p>
      </div>
      <Read query={factors}>
        {({ factors: had, recoveryCodesLeft }) => {
          const hasCodes = had.includes('code')
          return (
            <div className="inner">
              <p>
                <State glyph={hasCodes ? 'active' : 'waiting'} tone={hasCodes ? 'good' : 'neutral'}>
                  {hasCodes ? t.me.codesOn : t.me.codesOff}
                </State>
              </p>
              {had.length > 0 && (
                <p className={recoveryCodesLeft < 3 ? 'warn' : 'q'}>{t.me.recoveryLeft(recoveryCodesLeft)}</p>
              )}
              <div className="actions">
                {hasCodes ? (
                  <button type="button" className="btn" onClick={() => setLeaving(true)}>
                    {t.me.codesEnd}
                  </button>
                ) : (
                  <button type="button" className="btn p" onClick={() => void begin()}>
                    {t.me.codesBegin}
                  </button>
                )}
                {had.length > 0 && (
                  <button type="button" className="btn" onClick={() => void replace()}>
                    {t.me.newRecovery}
                  </button>
                )}
              </div>
            </div>
          )
        }}
      </Read>
      {secret && (
        <Suspense>
          <CodesDialog {...{ secret }} onConfirmed={setCodes} onClose={() => setSecret(undefined)} />
        </Suspense>
      )}
      {isLeaving && <LeaveDialog onClose={() => setLeaving(false)} />}
      {codes && <RecoveryDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </section>
  )
}

const LeaveDialog = ({ onClose }: { onClose: () => void }) => (
  <FormDialog
    title={t.me.codesEnd}
    submit={t.me.endThem}
    isDanger
    onClose={onClose}
    onSubmit={async (form) => {
      await client.me.deleteOneTimeCodes(String(form.get('code')).trim())
      await refreshFactors()
      said(t.me.codesEnded)
    }}
  >
    <p className="q">{t.me.codesEndMeans}</p>
    <Field name="code" label={t.signIn.code} autoComplete="one-time-code" required />
  </FormDialog>
)
