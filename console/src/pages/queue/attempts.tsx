import type { QueueEntryShown } from '@provisor/client'
import Copy from 'lucide-react/icons/copy'
import WrapText from 'lucide-react/icons/text-wrap'
import { useState } from 'react'
import { copyText } from '../../app/copy.ts'
import { useKeys } from '../../app/keys.ts'
import { length, moment } from '../../parts/format.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'
import { MachineText, namedIn } from './machine-text.tsx'

type Attempt = QueueEntryShown['attempts'][number]
type Traced = {
  method: string
  url: string
  request: string
  status: number | null
  reason: string
  answer: string
  durationMs: number
  startedAt: number
  end: string
}

/** Each try with what was sent and what came back, masked as it is stored; the newest first. `w` wraps long lines. */
export function Attempts({ entry: { attempts, lastError } }: { entry: QueueEntryShown }) {
  const [wraps, setWraps] = useState(true)
  useKeys({ w: () => setWraps(!wraps) })
  const named = namedIn(lastError)
  if (attempts.length === 0) return <p className="s qq">{t.queue.noAttempt}</p>
  return (
    <div className={wraps ? '' : 'nowrap'}>
      {attempts
        .map((attempt, index) => (
          <OneAttempt key={attempt.startedAt} attempt={attempt} number={index + 1} named={named}>
            <button
              type="button"
              className="btn g ic sm"
              aria-pressed={wraps}
              aria-label={t.queue.wrap}
              title={t.queue.wrap}
              onClick={() => setWraps(!wraps)}
            >
              <WrapText size={14} />
            </button>
          </OneAttempt>
        ))
        .toReversed()}
    </div>
  )
}

type OneProps = { attempt: Attempt; number: number; named: readonly string[]; children: React.ReactNode }

function OneAttempt({ attempt, number, named, children }: OneProps) {
  const { looked, outcome, durationMs, startedAt, trace } = attempt
  const good = outcome === 'done' || outcome === 'already'
  const said = outcome in t.classes ? t.classes[outcome as keyof typeof t.classes] : outcome
  return (
    <div className="att">
      <div className="ar">
        <span className={good ? 'st good' : 'st bad'}>
          <Glyph name={good ? 'done' : 'failed'} />
          <b className="b">{t.queue.attempt(number)}</b>
        </span>
        <span className="q">{looked ? t.queue.looked : t.queue.asked}</span>
        <span className="q">{said}</span>
        <span className="n q">{length(durationMs)}</span>
        <span className="n qq">{moment(startedAt)}</span>
        {children}
      </div>
      {trace.length === 0 && <p className="s qq">{t.queue.noTrace}</p>}
      {(trace as Traced[]).map((call) => (
        <Call key={`${call.startedAt} ${call.method} ${call.url}`} call={call} named={named} />
      ))}
    </div>
  )
}

function Call({ call, named }: { call: Traced; named: readonly string[] }) {
  const { method, url, request, status, reason, answer, durationMs, end } = call
  const asked = request ? `${method} ${url}\n\n${request}` : `${method} ${url}`
  const answered = answer || reason || end
  return (
    <div className="ra">
      <div>
        <div className="rh">
          <span className="b">{t.queue.request}</span>
          <CopyButton what={t.queue.asCurl} text={curlOf(call)} />
        </div>
        <MachineText text={asked} named={named} />
      </div>
      <div>
        <div className="rh">
          <span className="b">{t.queue.answer}</span>
          {status !== null && <span className={status < 400 ? 'pillc' : 'pillc bad'}>{status}</span>}
          <span className="qq">{length(durationMs)}</span>
          <CopyButton what={t.queue.answer} text={answered} />
        </div>
        <MachineText text={answered} named={named} />
      </div>
    </div>
  )
}

const CopyButton = ({ what, text }: { what: string; text: string }) => (
  <button type="button" className="btn g ic sm end" aria-label={t.copy(what)} onClick={() => copyText(text)}>
    <Copy size={13} />
  </button>
)

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

/** As it was sent; what is masked in it has to be filled in by whoever sends it. */
const curlOf = ({ method, url, request }: Traced): string =>
  ['curl', '-X', method, quoted(url), ...(request ? ['--data-raw', quoted(request)] : [])].join(' ')
