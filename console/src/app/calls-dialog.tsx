import { useNavigate } from '@tanstack/react-router'
import Copy from 'lucide-react/icons/copy'
import SquareTerminal from 'lucide-react/icons/square-terminal'
import { useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { t } from '../texts/texts.ts'
import { commandOf, curlOf, phpOf, typescriptOf } from './code-of.ts'
import { copyText } from './copy.ts'
import { hand } from './handed-call.ts'
import { type SentRequest, useRequests } from './requests.ts'

const LANGUAGES = { curl: curlOf, CLI: commandOf, TypeScript: typescriptOf, PHP: phpOf }
type Language = keyof typeof LANGUAGES

/** Each request as it was sent, in the language that somebody writes. */
export function CallsDialog({ onClose }: { onClose: () => void }) {
  const requests = useRequests()
  const navigate = useNavigate()
  const [language, setLanguage] = useState<Language>('curl')
  return (
    <Dialog title={t.apiCalls.title} onClose={onClose} className="dlg dialog calls">
      {requests.length === 0 && <p className="q">{t.apiCalls.none}</p>}
      <div className="seg">
        {(Object.keys(LANGUAGES) as Language[]).map((one) => (
          <button key={one} type="button" aria-pressed={language === one} onClick={() => setLanguage(one)}>
            {one}
          </button>
        ))}
      </div>
      <ul>
        {requests.map((request) => (
          <OneCall
            key={curlOf(request)}
            request={request}
            code={LANGUAGES[language](request)}
            onOpen={() => {
              hand(request)
              onClose()
              void navigate({ to: '/sandbox' })
            }}
          />
        ))}
      </ul>
      <button className="btn" type="button" onClick={onClose}>
        {t.close}
      </button>
    </Dialog>
  )
}

function OneCall({
  request: { method, url },
  code,
  onOpen,
}: {
  request: SentRequest
  code: string
  onOpen: () => void
}) {
  const { pathname, search } = new URL(url)
  const what = `${method} ${decodeURIComponent(pathname + search)}`
  return (
    <li className="call">
      <p className="mono">
        <b>{what}</b>
        <button
          type="button"
          className="btn g ic sm end"
          aria-label={t.apiCalls.openIn(what)}
          title={t.apiCalls.openIn('')}
          onClick={onOpen}
        >
          <SquareTerminal size={14} />
        </button>
        <button
          type="button"
          className="btn g ic sm"
          aria-label={t.copy(what)}
          onClick={() => copyText(code, t.apiCalls.copied)}
        >
          <Copy size={14} />
        </button>
      </p>
      <pre className="mono">{code}</pre>
    </li>
  )
}
