/** `--only=work,limits` on the command line asks these questions of a bench alone. */
const only = process.argv.find((arg) => arg.startsWith('--only='))
const asked = only?.slice('--only='.length).split(',')

export const isAsked = (question: string): boolean => !asked || asked.includes(question)
