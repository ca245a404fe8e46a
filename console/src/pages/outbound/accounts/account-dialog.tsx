import type { OutboundAccount } from '@provisor/client'
import { client } from '../../../app/api.ts'
import { queries } from '../../../app/live.ts'
import { said } from '../../../app/toasts.tsx'
import { Field } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { t } from '../../../texts/outbound-texts.ts'
import { accountsQuery, nameOf } from './accounts-query.ts'
import type { NewKey } from './key-dialog.tsx'

const { accounts: words } = t.outbound
type Props = { account?: OutboundAccount; onMade?: (made: NewKey) => void; onClose: () => void }

/** Another account, whose first key is shown next, or another name of one. */
export function AccountDialog({ account, onMade, onClose }: Props) {
  async function save(form: FormData): Promise<void> {
    const names = { cloudId: String(form.get('cloudId')), username: String(form.get('username')) }
    if (account) said(words.renamed(nameOf(await client.outbound.accounts.change(account.id, names))))
    else onMade?.(await client.outbound.accounts.create(names))
    await queries.invalidateQueries({ queryKey: accountsQuery.queryKey })
  }
  return (
    <FormDialog
      title={account ? words.renameOf(nameOf(account)) : words.createTitle}
      submit={account ? t.save : words.createIt}
      onSubmit={save}
      onClose={onClose}
    >
      <Field
        label={words.cloudId}
        hint={words.cloudHint}
        name="cloudId"
        required
        pattern="\d{1,9}-\d{1,9}-\d{1,9}"
        defaultValue={account?.cloudId ?? '1-2-0'}
      />
      <Field
        label={words.username}
        name="username"
        required
        maxLength={255}
        pattern="[^\/:]+"
        autoComplete="off"
        defaultValue={account?.username ?? ''}
      />
    </FormDialog>
  )
}
