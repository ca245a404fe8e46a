import { t } from '../texts/texts.ts'
import { act } from './toasts.tsx'

/** Also where the page came over plain http, and browsers have no clipboard. */
export const copyText = (text: string, said = t.copied): void => void act(() => write(text), said)

async function write(text: string): Promise<void> {
  if (isSecureContext) return navigator.clipboard.writeText(text)
  const field = document.createElement('textarea')
  field.value = text
  const home = document.querySelector('[role=dialog]') ?? document.body
  home.append(field)
  field.select()
  const copied = document.execCommand('copy')
  field.remove()
  if (!copied) throw new Error(t.apiCalls.notCopied)
}
