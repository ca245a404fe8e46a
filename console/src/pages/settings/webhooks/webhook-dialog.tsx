import type { Webhook } from '@provisor/client'
import { client } from '../../../app/api.ts'
import { said } from '../../../app/toasts.tsx'
import { Check, Field } from '../../../parts/field.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { t } from '../../../texts/told-texts.ts'
import { KindsField } from './kinds-field.tsx'

type Props = { webhook?: Webhook; onMade?: (secret: string) => void; onClose: () => void }

/** Where it goes and what it tells, of a new one or of one that is there. */
export function WebhookDialog({ webhook, onMade, onClose }: Props) {
  async function submit(form: FormData): Promise<void> {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const number = (name: string) => (text(name) === '' ? null : Number(text(name)))
    const given = {
      url: text('url'),
      description: text('description'),
      kinds: text('kinds') === '' ? [] : text('kinds').split(','),
      clientId: number('clientId'),
      subjectId: number('subjectId'),
      ordered: form.has('ordered'),
    }
    if (!webhook) {
      const { secret } = await client.webhooks.create(given)
      if (secret !== null) onMade?.(secret)
      return
    }
    const { url, description, kinds, clientId, subjectId, ordered } = webhook
    const undo = () => client.webhooks.update(webhook.id, { url, description, kinds, clientId, subjectId, ordered })
    await client.webhooks.update(webhook.id, given)
    said(t.webhooks.changed, undo)
  }
  return (
    <FormDialog
      title={webhook ? t.webhooks.change : t.webhooks.create}
      submit={webhook ? t.save : t.webhooks.createIt}
      onSubmit={submit}
      onClose={onClose}
    >
      <Field name="url" label={t.webhooks.url} defaultValue={webhook?.url} type="url" required maxLength={2000} />
      <Field name="description" label={t.webhooks.description} defaultValue={webhook?.description} maxLength={255} />
      <KindsField kinds={webhook?.kinds ?? []} />
      <Field name="clientId" label={t.webhooks.clientId} defaultValue={webhook?.clientId ?? ''} type="number" min={1} />
      <Field
        name="subjectId"
        label={t.webhooks.subjectId}
        defaultValue={webhook?.subjectId ?? ''}
        type="number"
        min={1}
      />
      <Check
        name="ordered"
        label={t.webhooks.ordered}
        hint={t.webhooks.orderedHint}
        defaultChecked={webhook?.ordered ?? false}
      />
    </FormDialog>
  )
}
