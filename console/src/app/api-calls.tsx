import { CodeXml, Copy } from 'lucide-react'
import { useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { t } from '../texts/texts.ts'
import { copyText } from './copy.ts'
import { useKeys } from './keys.ts'
import { commandOf, curlOf, type SentRequest, useRequests } from './requests.ts'

/** The call behind everything: what this page asked and did, to be pasted. */
export function ApiCalls() {
  const [isOpen, setOpen] = useState(false)
  useKeys({ a: () => setOpen(true) })
  return (
    <>
      <button type="button" className="btn g sm ic api" aria-label={t.apiCalls.title} onClick={() => setOpen(true)}>
        <CodeXml size={16} strokeWidth={1.75} />
      </button>
      {isOpen && <CallsDialog onClose={() => setOpen(false)} />}
    </>
  )
}

function CallsDialog({ onClose }: { onClose: () => void }) {
  const requests = useRequests()
  return (
    <Dialog title={t.apiCalls.title} onClose={onClose} className="dlg dialog calls">
      {requests.length === 0 && <p className="q">{t.apiCalls.none}</p>}
      <ul>
        {requests.map((request) => (
          <OneCall key={curlOf(request)} request={request} />
        ))}
      </ul>
      <button className="btn" type="button" onClick={onClose}>
        {t.close}
      </button>
    </Dialog>
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
