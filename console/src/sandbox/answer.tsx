import { count } from '../parts/format.ts'
import { t } from '../texts/sandbox-texts.ts'
import { Body } from './body.tsx'
import { fetchArguments, type Request } from './requests.ts'

export type Answer = {
  /** 0: none came. */
  readonly status: number
  readonly type: string
  readonly disposition: string
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly facts: string
}

export async function sendRequest(request: Request): Promise<Answer> {
  const began = performance.now()
  try {
    const answer = await fetch(...fetchArguments(request))
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const type = answer.headers.get('content-type') ?? ''
    return {
      status: answer.status,
      type,
      disposition: answer.headers.get('content-disposition') ?? '',
      bytes,
      facts: t.facts(Math.round(performance.now() - began), count(bytes.length), type),
    }
  } catch (failure) {
    return { status: 0, type: '', disposition: '', bytes: new Uint8Array(), facts: (failure as Error).message }
  }
}

export function Answered({ answer }: { answer: Answer | 'none' | 'awaited' }) {
  if (typeof answer === 'string')
    return (
      <section aria-live="polite">
        <header>
          <h3>{t.answer}</h3>
        </header>
        <p className="q">{answer === 'none' ? t.notSent : t.onItsWay}</p>
      </section>
    )
  const { status, facts, disposition } = answer
  return (
    <section aria-live="polite">
      <header id="answer">
        <h3>{t.answer}</h3>
        <b className={status >= 200 && status < 300 ? 'good' : 'bad'} id="status">
          {status || t.noAnswer}
        </b>
        <small className="q s">{facts}</small>
        {disposition !== '' && <SaveButton {...answer} />}
      </header>
      <Body {...answer} />
    </section>
  )
}

function SaveButton({ bytes, disposition }: Answer) {
  const name = decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? 'file')
  function save(): void {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([bytes]))
    link.download = name
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <button type="button" className="btn sm" onClick={save}>
      {t.saveFile(name)}
    </button>
  )
}
