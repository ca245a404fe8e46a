import { client } from '../../../app/api.ts'
import { said } from '../../../app/toasts.tsx'
import { Field, Select } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { count } from '../../../parts/format.ts'
import { MomentField } from '../../../parts/moment-field.tsx'
import { instantOf } from '../../../parts/zoned.ts'
import { t } from '../../../texts/told-texts.ts'
import { useSettingsSearch } from '../search.ts'

type Props = { id: number; onClose: () => void }

export const RotateDialog = ({ id, onMade, onClose }: Props & { onMade: (secret: string) => void }) => (
  <FormDialog
    title={t.webhooks.rotate}
    submit={t.webhooks.rotate}
    onSubmit={async (form) => {
      const { secret } = await client.webhooks.rotateSecret(id, { keepHours: Number(form.get('keepHours')) })
      if (secret === null) said(t.webhooks.rotated)
      else onMade(secret)
    }}
    onClose={onClose}
  >
    <Field
      name="keepHours"
      label={t.webhooks.keepHours}
      hint={t.webhooks.keepHint}
      type="number"
      min={0}
      max={720}
      defaultValue={24}
      required
    />
  </FormDialog>
)

export function DeleteDialog({ id, name, onClose }: Props & { name: string }) {
  const { change } = useSettingsSearch()
  return (
    <FormDialog
      title={t.webhooks.deleteOf(name)}
      submit={t.webhooks.delete}
      isDanger
      onSubmit={async () => {
        await client.webhooks.delete(id)
        said(t.webhooks.deleted(name))
        change({ open: undefined, state: undefined })
      }}
      onClose={onClose}
    >
      <p>{t.webhooks.deleteHint}</p>
    </FormDialog>
  )
}

/** What ended in a span of time, of one state or of any. */
export const ReplayDialog = ({ id, onClose }: Props) => (
  <FormDialog
    title={t.webhooks.replayRange}
    submit={t.webhooks.replay}
    onSubmit={async (form) => {
      const instant = (name: string) => {
        const text = String(form.get(name) ?? '')
        return text === '' ? undefined : instantOf(text)
      }
      const state = String(form.get('state') ?? '') as '' | 'failed' | 'delivered' | 'withheld'
      const { replayed } = await client.webhooks.replay(id, {
        ...(state !== '' && { state }),
        from: instant('from'),
        before: instant('before'),
      })
      said(t.webhooks.replayed(count(replayed)))
    }}
    onClose={onClose}
  >
    <MomentField name="from" label={t.webhooks.from} required />
    <MomentField name="before" label={t.webhooks.before} />
    <Select
      name="state"
      label={t.lanes.state}
      defaultValue="failed"
      options={[
        ['failed', t.webhooks.states.failed],
        ['delivered', t.webhooks.states.delivered],
        ['withheld', t.webhooks.states.withheld],
        ['', t.webhooks.states.all],
      ]}
    />
  </FormDialog>
)
