import Copy from 'lucide-react/icons/copy'
import { copyText } from '../app/copy.ts'
import { t } from '../texts/sandbox-texts.ts'

/** A text for machines under its name, to be copied. */
export const Copied = ({ id, title, text }: { id: string; title: string; text: string }) => (
  <section>
    <header>
      <h3>{title}</h3>
      <button type="button" className="btn g ic sm" aria-label={t.copy(title)} onClick={() => copyText(text)}>
        <Copy size={14} />
      </button>
    </header>
    <pre id={id} className="words">
      {text}
    </pre>
  </section>
)
