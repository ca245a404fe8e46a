import { stdSerializers } from 'pino'

/** What a fault has beside its words and its stack, and tells nothing of what was written: those name things of ours. */
const FACTS = ['code', 'errno', 'syscall', 'kind', 'stage', 'hint', 'table', 'column', 'constraint'] as const

/**
 * A fault as the log has it. A driver puts whole rows beside the words (`Failing row contains (…)`) and a parser puts the text
 * within them, with whatever secret is there; neither is kept.
 */
export function shownFault(fault: unknown): unknown {
  if (!(fault instanceof Error)) return stdSerializers.err(fault as Error)
  const { type, message, stack = '' } = stdSerializers.err(fault)
  const hide = hider(fault)
  const facts = Object.fromEntries(FACTS.flatMap((name) => (name in fault ? [[name, fault[name as keyof Error]]] : [])))
  return { type, message: hide(message), stack: hide(stack), ...facts }
}

/** Without what is quoted in the messages of those, among the fault and its causes, that quote what they were given. */
function hider(fault: unknown): (text: string) => string {
  const quoting: string[] = []
  for (let [cause, depth] = [fault, 0]; cause instanceof Error && depth < 10; cause = cause.cause, depth++)
    if (quotes(cause) && cause.message !== '') quoting.push(cause.message)
  return (text) => quoting.reduce((shown, message) => shown.replaceAll(message, () => unquoted(message)), text)
}

/** Of PostgreSQL: data that is no number, date or JSON, which is class 22. Of JavaScript: JSON that cannot be read. */
const quotes = (fault: Error): boolean =>
  fault instanceof SyntaxError || ('severity' in fault && 'code' in fault && String(fault.code).startsWith('22'))

/** From the first quotation mark to the last one. */
function unquoted(message: string): string {
  const [first, last] = [message.indexOf('"'), message.lastIndexOf('"')]
  return first < last ? `${message.slice(0, first)}"…"${message.slice(last + 1)}` : message
}
