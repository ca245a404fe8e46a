import type { NewOwnToken, OwnToken } from '@provisor/client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { said } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { moment } from '../../parts/format.ts'
import { MomentField } from '../../parts/moment-field.tsx'
import { OnceDialog, OnceValues } from '../../parts/once-dialog.tsx'
import { Read } from '../../parts/query-state.tsx'
import { endOfDay } from '../../parts/zoned.ts'
import { t } from '../../texts/me-texts.ts'
import { refresh } from '../settings/people.ts'
import { fresh } from './again.tsx'
import { Part } from './part.tsx'

const tokensQuery = queryOptions({ queryKey: ['own-tokens'], queryFn: ({ signal }) => client.me.tokens({ signal }) })

/** What programs of one's own act with: made and deleted by whoever has an account. */
export function OwnTokens() {
  const tokens = useQuery(tokensQuery)
  const [isMaking, setMaking] = useState(false)
  const [made, setMade] = useState<NewOwnToken>()
  const [leaving, setLeaving] = useState<OwnToken>()
  return (
    <Part
      title={t.me.tokens}
      about={t.me.tokensAbout}
      action={
        <button type="button" className="btn" onClick={() => setMaking(true)}>
          {t.me.newToken}
        </button>
      }
    >
      <Read query={tokens}>
        {({ items }) =>
          items.length > 0 && (
            <ul className="rows">
              {items.map((token) => (
                <li key={token.id}>
                  <span className="b">{token.name}</span>
                  <span className="qq">{aboutOf(token)}</span>
                  <button type="button" className="btn sm" onClick={() => setLeaving(token)}>
                    {t.me.deletePasskey}
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Read>
      {isMaking && <NewToken onMade={setMade} onClose={() => setMaking(false)} />}
      {made && (
        <OnceDialog title={t.me.tokenOf(made.token.name)} sentence={t.me.tokenOnce} onClose={() => setMade(undefined)}>
          <OnceValues values={[[t.me.words.token, made.secret]]} />
        </OnceDialog>
      )}
      {leaving && (
        <FormDialog
          title={t.me.deleteOf(leaving.name)}
          submit={t.me.deleteIt}
          isDanger
          onClose={() => setLeaving(undefined)}
          onSubmit={async () => {
            await client.me.deleteToken(leaving.id)
            await refresh(tokensQuery)
            said(t.me.tokenDeleted(leaving.name))
          }}
        >
          <p className="q">{t.me.tokenDeleteMeans}</p>
        </FormDialog>
      )}
    </Part>
  )
}

const aboutOf = ({ usedAt, createdAt, expiresAt }: OwnToken): string =>
  [
    usedAt ? t.me.usedAt(moment(usedAt)) : t.me.madeAt(moment(createdAt)),
    expiresAt && t.me.tokenEnds(moment(expiresAt)),
  ]
    .filter(Boolean)
    .join(' · ')

function NewToken({ onMade, onClose }: { onMade: (made: NewOwnToken) => void; onClose: () => void }) {
  async function make(form: FormData): Promise<void> {
    const day = String(form.get('until') ?? '')
    const expiresAt = day === '' ? null : endOfDay(day)
    onMade(await fresh(() => client.me.createToken({ name: String(form.get('name')), expiresAt })))
    await refresh(tokensQuery)
  }
  return (
    <FormDialog title={t.me.newToken} submit={t.me.makeToken} onSubmit={make} onClose={onClose}>
      <Field name="name" label={t.me.tokenName} required maxLength={100} autoComplete="off" />
      <MomentField name="until" label={t.me.tokenUntil} hint={t.me.tokenUntilHint} type="date" />
    </FormDialog>
  )
}
