import { ProvisorError } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState, useSyncExternalStore } from 'react'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'
import { signInByPasskey } from '../../app/passkeys.ts'
import { meQuery } from '../../app/session.ts'
import { Field } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/me-texts.ts'

type Waiting = { readonly goOn: () => void; readonly giveUp: () => void }

let waiting: Waiting | undefined
const listeners = new Set<() => void>()

function become(next: Waiting | undefined): void {
  waiting = next
  for (const tell of listeners) tell()
}

/** Does it; where the last sign-in is too long ago, over the page asks for it once more and goes on. */
export async function fresh<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (failure) {
    if (!(failure instanceof ProvisorError && failure.code === 'sign_in_again')) throw failure
    await new Promise<void>((goOn, reject) => become({ goOn, giveUp: () => reject(failure) }))
    return work()
  }
}

/** Stands on a page whose work may ask for it. */
export function SignInAgain() {
  const shown = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => waiting,
  )
  const { data: me } = useQuery(meQuery)
  const methods = useQuery({ queryKey: ['sign-in'], queryFn: ({ signal }) => client.sessions.methods({ signal }) })
  const [needsCode, setNeedsCode] = useState(false)
  if (!shown || !me) return null

  /** The session that grew old is over with it. */
  async function signIn(work: () => Promise<unknown>): Promise<void> {
    const old = me?.session?.id
    await work()
    if (old !== undefined) await client.sessions.end(old).catch(() => {})
    queries.setQueryData(meQuery.queryKey, await client.me.get())
    become(undefined)
    shown?.goOn()
  }
  async function withPassword(form: FormData): Promise<void> {
    const code = String(form.get('code') ?? '').trim()
    try {
      await signIn(() =>
        client.sessions.create({
          username: me!.username,
          password: String(form.get('password')),
          ...(code && { code }),
        }),
      )
    } catch (failure) {
      if (failure instanceof ProvisorError && failure.code === 'second_factor_required') setNeedsCode(true)
      throw failure
    }
  }
  return (
    <FormDialog
      title={t.me.again}
      submit={t.signIn.continue}
      onSubmit={withPassword}
      onClose={() => {
        if (waiting !== shown) return
        become(undefined)
        shown.giveUp()
      }}
    >
      <p className="q">{t.me.againWhy}</p>
      <Field name="password" label={t.signIn.password} type="password" autoComplete="current-password" required />
      {needsCode && <Field name="code" label={t.signIn.code} autoComplete="one-time-code" required />}
      {methods.data?.passkey && (
        <button type="button" className="btn" onClick={() => void signIn(signInByPasskey).catch(() => {})}>
          {t.signIn.passkey}
        </button>
      )}
    </FormDialog>
  )
}
