import { type FormEvent, useState } from 'react'
import { t } from '../texts/texts.ts'
import { Dialog } from './dialog.tsx'
import '../style/conflict.page.css'

/** One field that two people left differently; `isMine` where only the one here changed it. */
export type Differing = {
  readonly key: string
  readonly word: string
  readonly theirs: string
  readonly mine: string
  readonly isMine: boolean
}

type Words = { title: string; about: string; field: string; theirs: string; mine: string; take: string }
type Props = {
  words: Words
  differing: readonly Differing[]
  /** Told the fields that stay as the one here has them. */
  onTake: (mine: ReadonlySet<string>) => void
  onClose: () => void
}

/** Somebody else changed it meanwhile: both versions side by side, and which of them holds, field by field. */
export function ConflictDialog({ words, differing, onTake, onClose }: Props) {
  const [mine, setMine] = useState<ReadonlySet<string>>(
    () => new Set(differing.filter(({ isMine }) => isMine).map(({ key }) => key)),
  )
  const choose = (keys: readonly string[], isMine: boolean) =>
    setMine(new Set(isMine ? [...mine, ...keys] : [...mine].filter((key) => !keys.includes(key))))
  const all = differing.map(({ key }) => key)

  const option = (of: Differing, isMine: boolean) => (
    <label className="cfo">
      <input
        type="radio"
        name={of.key}
        checked={mine.has(of.key) === isMine}
        onChange={() => choose([of.key], isMine)}
        aria-label={`${of.word}, ${isMine ? words.mine : words.theirs}: ${isMine ? of.mine : of.theirs}`}
      />
      {isMine ? of.mine : of.theirs}
    </label>
  )
  return (
    <Dialog title={words.title} onClose={onClose} className="dlg dialog wide">
      <form
        className="form"
        onSubmit={(event: FormEvent) => {
          event.preventDefault()
          onTake(mine)
        }}
      >
        <p className="q">{words.about}</p>
        <div className="cfl">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{words.field}</th>
                {[false, true].map((isMine) => (
                  <th key={String(isMine)} scope="col">
                    <button type="button" className="btn sm" onClick={() => choose(all, isMine)}>
                      {isMine ? words.mine : words.theirs}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differing.map((of) => (
                <tr key={of.key}>
                  <th scope="row">{of.word}</th>
                  <td>{option(of, false)}</td>
                  <td>{option(of, true)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className="row">
          <button className="btn" type="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button type="submit" className="btn p">
            {words.take}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
