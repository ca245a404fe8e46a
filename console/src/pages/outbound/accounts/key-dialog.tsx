import type { OutboundAccount, OutboundApiKey } from '@provisor/client'
import { CopyText } from '../../../parts/copy-text.tsx'
import { OnceDialog } from '../../../parts/once-dialog.tsx'
import { t } from '../../../texts/outbound-texts.ts'
import { nameOf } from './accounts-query.ts'

const { accounts: words } = t.outbound
export type NewKey = { account: OutboundAccount; apiKey: OutboundApiKey; key: string }

/** What a program signs in with. */
export const KeyDialog = ({ made: { account, apiKey, key }, onClose }: { made: NewKey; onClose: () => void }) => (
  <OnceDialog
    title={words.keyOf(nameOf(account))}
    sentence={apiKey.readOnly ? words.onceRead : words.once}
    onClose={onClose}
  >
    <dl className="once">
      {(
        [
          [words.signsInAs, nameOf(account)],
          [words.key, key],
        ] as const
      ).map(([word, value]) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>
            <CopyText text={value} name={word} />
          </dd>
        </div>
      ))}
    </dl>
  </OnceDialog>
)
