import { encode } from 'uqr'
import { client } from '../../app/api.ts'
import { CodeField } from '../../parts/code-field.tsx'
import { CopyText } from '../../parts/copy-text.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/me-texts.ts'
import { refreshFactors } from './factors-query.ts'

type Props = {
  secret: { readonly secret: string; readonly uri: string }
  /** With recovery codes where there were none. */
  onConfirmed: (codes: readonly string[] | undefined) => void
  onClose: () => void
}

/** The app takes the secret and shows that it has it, by its first code. */
export const CodesDialog = ({ secret: { secret, uri }, onConfirmed, onClose }: Props) => (
  <FormDialog
    title={t.me.codesBegin}
    submit={t.me.confirm}
    onClose={onClose}
    onSubmit={async (form) => {
      const { recoveryCodes } = await client.me.confirmOneTimeCodes(String(form.get('code')))
      onConfirmed(recoveryCodes ?? undefined)
      await refreshFactors()
    }}
  >
    <p className="q">{t.me.scan}</p>
    <Square text={uri} />
    <CopyText text={secret} name={t.me.words.secret} />
    <p>
      <a href={uri} className="acc">
        {t.me.openApp}
      </a>
    </p>
    <CodeField name="code" label={t.me.firstCode} />
  </FormDialog>
)

/** Always dark on light, as cameras want it. */
function Square({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const path = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className="square" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={t.me.square}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}
