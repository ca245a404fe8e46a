import Copy from 'lucide-react/icons/copy'
import { copyText } from '../app/copy.ts'
import { t } from '../texts/texts.ts'

/** What a machine reads, and a button that copies it. */
export const CopyText = ({ text, name = text }: { text: string; name?: string }) => (
  <span className="apic">
    <code className="mono">{text}</code>
    <button type="button" className="btn g ic sm" aria-label={t.copy(name)} onClick={() => copyText(text)}>
      <Copy size={14} />
    </button>
  </span>
)
