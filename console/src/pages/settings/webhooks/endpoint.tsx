import type { Webhook, WebhookTested } from '@provisor/client'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { CopyText } from '../../../parts/copy-text.tsx'
import { moment } from '../../../parts/format.ts'
import { State } from '../../../parts/glyph.tsx'
import { OnceDialog } from '../../../parts/once-dialog.tsx'
import { t } from '../../../texts/told-texts.ts'
import { useSettingsSearch } from '../search.ts'
import { Deliveries } from './deliveries.tsx'
import { nameOf, WebhookState } from './endpoint-row.tsx'
import '../../../style/entry.page.css'

const RotateDialog = lazy(async () => ({ default: (await import('./endpoint-dialogs.tsx')).RotateDialog }))
const DeleteDialog = lazy(async () => ({ default: (await import('./endpoint-dialogs.tsx')).DeleteDialog }))
const WebhookDialog = lazy(async () => ({ default: (await import('./webhook-dialog.tsx')).WebhookDialog }))

type Asking = 'change' | 'rotate' | 'delete'

/** One address: what it is told, whether it takes it, and each message to it. */
export function Endpoint({ webhook }: { webhook: Webhook }) {
  const name = nameOf(webhook)
  usePlace(name)
  const { change } = useSettingsSearch()
  const [asking, setAsking] = useState<Asking>()
  const [secret, setSecret] = useState<string>()
  const close = () => setAsking(undefined)
  return (
    <div className="page">
      <p className="back">
        <button type="button" className="acc" onClick={() => change({ open: undefined, state: undefined }, true)}>
          ← {t.titles.webhooks}
        </button>
      </p>
      <div className="head">
        <div>
          <h1>{name}</h1>
          <p className="mono">{webhook.url}</p>
          <p>
            <WebhookState webhook={webhook} />
          </p>
          <p className="s">{told(webhook)}</p>
          {webhook.disabledWhy && <p className="s bad">{webhook.disabledWhy}</p>}
          <Keys webhook={webhook} />
        </div>
      </div>
      <Actions webhook={webhook} name={name} onAsk={setAsking} />
      <Deliveries webhookId={webhook.id} />
      <Suspense>
        {asking === 'change' && <WebhookDialog webhook={webhook} onClose={close} />}
        {asking === 'rotate' && <RotateDialog id={webhook.id} onMade={setSecret} onClose={close} />}
        {asking === 'delete' && <DeleteDialog id={webhook.id} name={name} onClose={close} />}
      </Suspense>
      {secret !== undefined && (
        <OnceDialog title={t.webhooks.secret} sentence={t.webhooks.secretHint} onClose={() => setSecret(undefined)}>
          <CopyText text={secret} />
        </OnceDialog>
      )}
    </div>
  )
}

const told = ({ kinds, clientId, subjectId, ordered }: Webhook): string =>
  [
    kinds.length === 0 ? t.webhooks.allKinds : kinds.join(', '),
    clientId !== null && t.webhooks.onlyClient(clientId),
    subjectId !== null && t.webhooks.onlySubject(subjectId),
    ordered && t.webhooks.inOrder,
  ]
    .filter(Boolean)
    .join(' · ')

const Keys = ({ webhook: { signingKeys } }: { webhook: Webhook }) => (
  <ul className="s q">
    {signingKeys.map(({ scheme, publicKey, createdAt, until }) => (
      <li key={scheme + createdAt}>
        {until ? t.webhooks.oldKey(scheme, moment(until)) : t.webhooks.key(scheme, moment(createdAt))}
        {publicKey && <code className="mono"> {publicKey}</code>}
      </li>
    ))}
  </ul>
)

function Actions({ webhook, name, onAsk }: { webhook: Webhook; name: string; onAsk: (asking: Asking) => void }) {
  const may = useMay()
  const [tested, setTested] = useState<WebhookTested>()
  const [busy, setBusy] = useState(false)
  if (!may('system.write')) return null
  async function test(): Promise<void> {
    setBusy(true)
    await act(async () => setTested(await client.webhooks.test(webhook.id)), t.webhooks.testSent)
    setBusy(false)
  }
  return (
    <>
      <div className="actions wrap">
        <button type="button" className="btn" aria-busy={busy} disabled={busy} onClick={() => void test()}>
          {t.webhooks.test}
        </button>
        <button type="button" className="btn" onClick={() => onAsk('change')}>
          {t.webhooks.change}…
        </button>
        <button type="button" className="btn" onClick={() => switchWebhook(webhook, name)}>
          {webhook.active ? t.webhooks.disable : t.webhooks.enable}
        </button>
        <button type="button" className="btn" onClick={() => onAsk('rotate')}>
          {t.webhooks.rotate}…
        </button>
        <button type="button" className="btn" onClick={() => onAsk('delete')}>
          {t.webhooks.delete}…
        </button>
      </div>
      {tested && (
        <div className="proof sec" role="status">
          <State glyph={tested.delivered ? 'done' : 'failed'} tone={tested.delivered ? 'good' : 'bad'}>
            {tested.delivered ? t.webhooks.testTaken : t.webhooks.testRefused}
            {tested.status !== null && <span className="pillc">{tested.status}</span>}
          </State>
          {tested.answer !== '' && <pre className="words">{tested.answer}</pre>}
        </div>
      )}
    </>
  )
}

/** Off and on again; the way back is the other one. */
function switchWebhook({ id, active }: Webhook, name: string): void {
  const to = (next: boolean) => () => client.webhooks.update(id, { active: next })
  void act(to(!active), active ? t.webhooks.isOff(name) : t.webhooks.isOn(name), to(active))
}
