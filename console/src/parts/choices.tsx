import { count } from './format.ts'

type Props<Value extends string> = {
  tabs: readonly { readonly value: Value | undefined; readonly word: string; readonly count?: number | undefined }[]
  current: Value | undefined
  onChange: (value: Value | undefined) => void
  className?: string
}

/** Parts of a page, or of a list, of which one is shown; each with how much is in it where that is known. */
export const Choices = <Value extends string>({ tabs, current, onChange, className = '' }: Props<Value>) => (
  <div className={`tabs ${className}`}>
    {tabs.map(({ value, word, count: size }) => (
      <button
        key={value ?? ''}
        type="button"
        aria-current={current === value ? 'page' : undefined}
        onClick={() => onChange(value)}
      >
        {word}
        {size !== undefined && <span className="k">{count(size)}</span>}
      </button>
    ))}
  </div>
)
