import type { OutboundAccount, OutboundApiKey } from '@provisor/client'
import { client } from '../../../app/api.ts'
import { queries } from '../../../app/live.ts'
import { said } from '../../../app/toasts.tsx'
import { Check, Field, Select } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { t } from '../../../texts/outbound-texts.ts'
import { keysQuery, nameOf } from './accounts-query.ts'
import type { NewKey } from './key-dialog.tsx'

const { accounts: words } = t.outbound
const { accounts: api } = client.outbound
type Props = { account: OutboundAccount; onMade: (made: NewKey) => void; onClose: () => void }

const DAY_S = 86_400
const GRACES = [
  [0, words.graces.none],
  [3600, words.graces.hour],
  [DAY_S, words.graces.day],
  [7 * DAY_S, words.graces.week],
] as const

const refresh = (accountId: number) => queries.invalidateQueries({ queryKey: keysQuery(accountId).queryKey })

/** One beside those there are. */
export function AddKey({ account, onMade, onClose }: Props) {
  async function add(form: FormData): Promise<void> {
    const wanted = { name: String(form.get('name')), readOnly: form.has('readOnly') }
    onMade({ account, ...(await api.addKey(account.id, wanted)) })
    await refresh(account.id)
  }
  return (
    <FormDialog title={words.addKeyOf(nameOf(account))} submit={words.addIt} onSubmit={add} onClose={onClose}>
      <Field label={words.keyName} name="name" required maxLength={100} autoComplete="off" />
      <Check label={`${words.access} ${words.readOnly}`} name="readOnly" />
    </FormDialog>
  )
}

/** One for those there are, which go on for a while. */
export function RotateKeys({ account, onMade, onClose }: Props) {
  async function rotate(form: FormData): Promise<void> {
    const graceSeconds = Number(form.get('graceSeconds'))
    onMade({ account, ...(await api.rotateKey(account.id, { graceSeconds })) })
    await refresh(account.id)
  }
  return (
    <FormDialog title={words.rotateOf(nameOf(account))} submit={words.rotateIt} onSubmit={rotate} onClose={onClose}>
      <p className="q">{words.rotateMeans}</p>
      <Select label={words.grace} name="graceSeconds" defaultValue={DAY_S} options={GRACES} />
    </FormDialog>
  )
}

export const RevokeKey = ({ apiKey, onClose }: { apiKey: OutboundApiKey; onClose: () => void }) => (
  <FormDialog
    title={words.revokeOf(apiKey.name)}
    submit={words.revokeIt}
    isDanger
    onClose={onClose}
    onSubmit={async () => {
      await api.revokeKey(apiKey.id)
      await refresh(apiKey.accountId)
      said(words.revoked(apiKey.name))
    }}
  >
    <p className="q">{words.revokeMeans}</p>
  </FormDialog>
)
