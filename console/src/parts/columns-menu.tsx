import { Columns3 } from 'lucide-react'
import { t } from '../texts/texts.ts'
import { Check } from './field.tsx'
import { Menu } from './menu.tsx'

type Props = {
  all: readonly { readonly name: string; readonly word: string }[]
  shown: readonly string[]
  /** Undefined: those of the page. */
  onChange: (names: readonly string[] | undefined) => void
}

/** Which columns a list has. The last one stays. */
export const ColumnsMenu = ({ all, shown, onChange }: Props) => (
  <Menu label={t.columns.title} icon={<Columns3 size={16} />}>
    {() => (
      <>
        {all.map(({ name, word }) => {
          const isShown = shown.includes(name)
          return (
            <Check
              key={name}
              label={word}
              checked={isShown}
              disabled={isShown && shown.length === 1}
              onChange={() => onChange(isShown ? shown.filter((one) => one !== name) : [...shown, name])}
            />
          )
        })}
        <button type="button" className="btn sm" onClick={() => onChange(undefined)}>
          {t.columns.reset}
        </button>
      </>
    )}
  </Menu>
)
