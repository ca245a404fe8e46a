import CodeXml from 'lucide-react/icons/code-xml'
import { lazy, Suspense, useState } from 'react'
import { t } from '../texts/texts.ts'
import { useKeys } from './keys.ts'

const CallsDialog = lazy(async () => ({ default: (await import('./calls-dialog.tsx')).CallsDialog }))

/** The call behind everything: what this page asked and did, to be pasted. */
export function ApiCalls() {
  const [isOpen, setOpen] = useState(false)
  useKeys({ a: () => setOpen(true) })
  return (
    <>
      <button
        type="button"
        className="btn g sm ic api"
        aria-label={t.apiCalls.title}
        title={`${t.apiCalls.title} (a)`}
        onClick={() => setOpen(true)}
      >
        <CodeXml size={16} strokeWidth={1.75} />
      </button>
      {isOpen && (
        <Suspense>
          <CallsDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
