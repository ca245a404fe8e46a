import { CodeXml, Copy } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { t } from '../texts/texts.ts'
import { copyText } from './copy.ts'
import { commandOf, curlOf, type SentRequest, useRequests } from './requests.ts'

/** The call behind everything: what this page asked and did, to be pasted. */
export function ApiCalls() {
  const requests = useRequests()
  return (
    <Dialog.Root>
      <Dialog.Trigger className="btn g sm ic api" aria-label={t.apiCalls.title}>
        <CodeXml size={16} strokeWidth={1.75} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="dlg dialog calls" aria-describedby={undefined}>
          <Dialog.Title>{t.apiCalls.title}</Dialog.Title>
          {requests.length === 0 && <p className="q">{t.apiCalls.none}</p>}
          <ul>
            {requests.map((request) => (
              <OneCall key={curlOf(request)} request={request} />
            ))}
          </ul>
          <Dialog.Close className="btn">{t.close}</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function OneCall({ request }: { request: SentRequest }) {
  const { method, url, body } = request
  const { pathname, search } = new URL(url)
  return (
    <li className="apic">
      <code className="mono">
        <b>{method}</b> {decodeURIComponent(pathname + search)}
        {body !== undefined && body !== '{}' && <span className="q"> {body}</span>}
      </code>
      <button type="button" className="btn sm" onClick={() => copyText(curlOf(request), t.apiCalls.copied)}>
        <Copy size={12} /> curl
      </button>
      <button type="button" className="btn sm" onClick={() => copyText(commandOf(request), t.apiCalls.copied)}>
        <Copy size={12} /> CLI
      </button>
    </li>
  )
}
