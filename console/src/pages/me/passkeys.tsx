import type { Passkey } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { createPasskey } from '../../app/passkeys.ts'
import { said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { moment } from '../../parts/format.ts'
import { t } from '../../texts/me-texts.ts'
import { fresh } from './again.tsx'
import { browserOf } from './browser-of.ts'
import { factorsQuery, refreshFactors } from './factors-query.ts'
import { Part } from './part.tsx'
import { RecoveryDialog } from './recovery-dialog.tsx'

/** Both factors at once. */
export function Passkeys() {
  const { data } = useQuery(factorsQuery)
  const methods = useQuery({ queryKey: ['sign-in'], queryFn: ({ signal }) => client.sessions.methods({ signal }) })
  const [isAdding, setAdding] = useState(false)
  const [naming, setNaming] = useState<Passkey>()
  const [leaving, setLeaving] = useState<Passkey>()
  const [codes, setCodes] = useState<readonly string[]>()
  const can = methods.data?.passkey === true && 'PublicKeyCredential' in window

  async function add(form: FormData): Promise<void> {
    const name = String(form.get('name'))
    const { recoveryCodes } = await fresh(() => createPasskey(name))
    setCodes(recoveryCodes ?? undefined)
    await refreshFactors()
    said(t.me.passkeyAdded(name))
  }
  return (
    <Part
      title={t.me.passkeys}
      about={t.me.passkeysAbout}
      action={
        can ? (
          <button type="button" className="btn" onClick={() => setAdding(true)}>
            {t.me.addPasskey}
          </button>
        ) : (
          <p className="qq">{t.me.noPasskeysHere}</p>
        )
      }
    >
      {(data?.passkeys.length ?? 0) > 0 && (
        <ul className="rows">
          {data?.passkeys.map((passkey) => (
            <li key={passkey.id}>
              <span className="b">{passkey.name}</span>
              <span className="qq">
                {passkey.usedAt ? t.me.usedAt(moment(passkey.usedAt)) : t.me.madeAt(moment(passkey.createdAt))}
              </span>
              <span className="actions">
                <button type="button" className="btn sm" onClick={() => setNaming(passkey)}>
                  {t.me.renamePasskey}
                </button>
                <button type="button" className="btn sm" onClick={() => setLeaving(passkey)}>
                  {t.me.deletePasskey}
                </button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAdding && (
        <FormDialog title={t.me.addPasskey} submit={t.me.makeIt} onSubmit={add} onClose={() => setAdding(false)}>
          <Field
            name="name"
            label={t.me.passkeyName}
            hint={t.me.passkeyHint}
            defaultValue={browserOf(navigator.userAgent)}
            required
            maxLength={100}
          />
        </FormDialog>
      )}
      {naming && (
        <FormDialog
          title={t.me.renameOf(naming.name)}
          submit={t.save}
          onClose={() => setNaming(undefined)}
          onSubmit={async (form) => {
            await client.me.renamePasskey(naming.id, String(form.get('name')))
            await refreshFactors()
          }}
        >
          <Field name="name" label={t.me.passkeyName} defaultValue={naming.name} required maxLength={100} />
        </FormDialog>
      )}
      {leaving && (
        <FormDialog
          title={t.me.deleteOf(leaving.name)}
          submit={t.me.deleteIt}
          isDanger
          onClose={() => setLeaving(undefined)}
          onSubmit={async () => {
            await fresh(() => client.me.deletePasskey(leaving.id))
            await refreshFactors()
            said(t.me.passkeyDeleted(leaving.name))
          }}
        >
          <p className="q">{t.me.deleteMeans}</p>
        </FormDialog>
      )}
      {codes && <RecoveryDialog codes={codes} onClose={() => setCodes(undefined)} />}
    </Part>
  )
}
