import X from 'lucide-react/icons/x'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useKeys } from '../app/keys.ts'
import { t } from '../texts/texts.ts'
import { formatTerms, parseTerms, type Term } from './query.ts'

export type Offer = { readonly value: string; readonly word: string; readonly beside?: string }

/** A filter of a list: its name in the query, how people call it, and the values that there are now. */
export type QueryKey = {
  readonly name: string
  readonly word: string
  readonly offers: readonly Offer[]
  /** Whether `-name:` leaves a value out. */
  readonly canExclude?: boolean
}

type Props = {
  query: string
  keys: readonly QueryKey[]
  label: string
  onChange: (query: string) => void
}

const MOST = 8

/**
 * Chips and free text in one field. `/` goes to it, a name and then a value are completed from what there is, Enter takes
 * it, Backspace opens the last chip again, Escape leaves.
 */
export function QueryBar({ query, keys, label, onChange }: Props) {
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const list = useId()
  useKeys({ '/': () => field.current?.focus() })
  const terms = parseTerms(query)
  const offers = isOpen ? offersFor(typed, keys).slice(0, MOST) : []

  function put(text: string): void {
    setTyped('')
    setAt(-1)
    setOpen(false)
    if (text.trim() !== '') onChange(formatTerms(merged(terms, parseTerms(text))))
  }
  function take(offer: Completion): void {
    if (offer.isWhole) put(offer.text)
    else {
      setTyped(offer.text)
      setAt(-1)
    }
    field.current?.focus()
  }
  function onKey(event: KeyboardEvent<HTMLInputElement>): void {
    const { key } = event
    const moves = { ArrowDown: 1, ArrowUp: -1 }[key]
    if (moves !== undefined) {
      event.preventDefault()
      setOpen(true)
      setAt(Math.max(-1, Math.min(offers.length - 1, at + moves)))
    } else if (key === 'Enter') {
      event.preventDefault()
      if (offers[at]) take(offers[at])
      else put(typed)
    } else if (key === 'Tab' && isOpen && typed !== '' && offers.length > 0) {
      event.preventDefault()
      take(offers[Math.max(0, at)]!)
    } else if (key === 'Escape') {
      if (isOpen && offers.length > 0) {
        event.stopPropagation()
        setOpen(false)
      } else field.current?.blur()
    } else if (key === 'Backspace' && typed === '' && terms.length > 0) {
      event.preventDefault()
      setTyped(formatTerms(terms.slice(-1)))
      onChange(formatTerms(terms.slice(0, -1)))
    }
  }

  return (
    <div className="qbar">
      {terms.map((term) => (
        <Chip
          key={formatTerms([term])}
          term={term}
          keys={keys}
          onRemove={() => {
            onChange(formatTerms(terms.filter((other) => other !== term)))
            field.current?.focus()
          }}
        />
      ))}
      <input
        ref={field}
        role="combobox"
        aria-expanded={offers.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        {...(at >= 0 && { 'aria-activedescendant': `${list}${at}` })}
        aria-label={label}
        placeholder={terms.length === 0 ? label : ''}
        value={typed}
        maxLength={500}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setTyped(event.target.value)
          setOpen(true)
          setAt(-1)
        }}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onKeyDown={onKey}
      />
      {typed === '' && terms.length === 0 && <kbd className="ph0">/</kbd>}
      <div id={list} role="listbox" aria-label={label} className="offers" hidden={offers.length === 0}>
        {offers.map((offer, index) => (
          <div
            key={offer.text}
            id={`${list}${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            // The field would lose the focus before the click is one.
            onPointerDown={(event) => {
              event.preventDefault()
              take(offer)
            }}
          >
            <b>{offer.word}</b>
            <span className="qq">{offer.beside}</span>
          </div>
        ))}
      </div>
    </div>
  )
}

function Chip({ term, keys, onRemove }: { term: Term; keys: readonly QueryKey[]; onRemove: () => void }) {
  const key = keys.find(({ name }) => name === term.name)
  const word = key?.word ?? term.name
  const value = key?.offers.find((offer) => offer.value === term.value)?.word ?? term.value
  return (
    <button type="button" className={term.isExcluded ? 'chip not' : 'chip'} onClick={onRemove}>
      {term.isExcluded && <span>{t.query.not}</span>}
      {word !== '' && (term.isExcluded ? <s className="qq">{word}</s> : <span className="qq">{word}</span>)}
      <b>{value}</b>
      <X size={12} />
      <span className="skip">{t.query.remove}</span>
    </button>
  )
}

type Completion = { readonly text: string; readonly word: string; readonly beside?: string; readonly isWhole: boolean }

/** Names that begin so; behind a name and its colon the values that hold what is typed. */
function offersFor(typed: string, keys: readonly QueryKey[]): Completion[] {
  const [, sign = '', name = '', begun = ''] = /^(-?)([A-Za-z]+):"?([^"]*)$/.exec(typed.trim()) ?? []
  const key = keys.find((one) => one.name === name)
  if (key)
    return key.offers
      .filter(({ value, word }) => `${word} ${value}`.toLowerCase().includes(begun.toLowerCase()))
      .map(({ value, word, beside }) => ({
        text: formatTerms([{ name, value, ...(sign !== '' && { isExcluded: true as const }) }]),
        word,
        ...(beside !== undefined && { beside }),
        isWhole: true,
      }))
  const isExcluding = typed.trim().startsWith('-')
  const start = typed
    .trim()
    .toLowerCase()
    .slice(isExcluding ? 1 : 0)
  const before = isExcluding ? '-' : ''
  return keys
    .filter((one) => !isExcluding || one.canExclude)
    .filter((one) => one.name.toLowerCase().startsWith(start) || one.word.toLowerCase().startsWith(start))
    .map((one) => ({ text: `${before}${one.name}:`, word: `${before}${one.name}:`, beside: one.word, isWhole: false }))
}

/** A filter has one value: the later one. What is left out may be several. */
const merged = (before: readonly Term[], added: readonly Term[]): Term[] => [
  ...before.filter(
    (old) => !added.some((one) => (old.isExcluded ? isSame(one, old) : !one.isExcluded && one.name === old.name)),
  ),
  ...added,
]

const isSame = (a: Term, b: Term): boolean => formatTerms([a]) === formatTerms([b])
