import * as z from 'zod'
import { may } from '../../access/actor.ts'
import { recordToolCall } from '../../access/tool-calls.ts'
import { PermissionRefused, Refusal } from '../../base/refusal.ts'
import type { AroundVerb } from '../../domain.ts'
import { type makePreviewTokens, previewOver, whoIs } from './preview-tokens.ts'
import type { Answer, SeenRecord, Tool, ToolCall } from './tool.ts'

/** Of one answer; what is longer is asked for in parts. */
const MOST_LETTERS = 200_000

export type ToolCaller = ToolCall & {
  /** The program, as it named itself. */
  readonly client: string
  readonly tokens: ReturnType<typeof makePreviewTokens>
}

export const mayUse = ({ actor }: ToolCall, { needs }: Tool): boolean => needs.every((right) => may(actor, right))

/** Throws refusals: of rights, of arguments, of the verb. */
export async function perform(tool: Tool, caller: ToolCaller, sent: unknown): Promise<Answer<object>> {
  const missing = tool.needs.find((right) => !may(caller.actor, right))
  if (missing) throw new PermissionRefused(missing)
  const { token, ...input } = readInput(tool, sent)
  const answer = tool.effect ? await change(tool, caller, input, token) : await work(tool, caller, input, undefined)
  if (JSON.stringify(answer.data).length > MOST_LETTERS)
    throw new Refusal('too_large', 'The answer would be too long', {}, { hint: 'Ask for fewer, or filter' })
  return answer
}

function readInput({ input }: Tool, sent: unknown): { token?: string } {
  const { data, error } = input.safeParse(sent ?? {})
  if (data) return data
  const errors = error!.issues.slice(0, 20).map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`)
  throw new Refusal('invalid', errors.join('; '), {}, { hint: 'See the input schema of the tool' })
}

type Opened = { readonly state: unknown; readonly nonce: string }

/** As what a preview saw a record: where it changed since, nothing is done. */
const unchangedIn = (opened: Opened | undefined): SeenRecord | undefined =>
  (opened?.state as { seen?: SeenRecord } | undefined)?.seen

/** Whatever it does, or was refused, is in the activity log: what it did in the same transaction. */
async function change(
  tool: Tool,
  caller: ToolCaller,
  input: object,
  token: string | undefined,
): Promise<Answer<object>> {
  const { actor, domain, client, tokens, now } = caller
  const called = (outcome: string) => ({ tool: tool.name, client, outcome })
  const outcome = tool.preview && token === undefined ? 'preview' : 'done'
  let around: AroundVerb | undefined
  try {
    const opened = token === undefined ? undefined : tokens.open(actor, tool.name, input, token, now)
    const seen = unchangedIn(opened)
    const once = opened && { owner: whoIs(actor), key: `tool ${opened.nonce}`, request: tool.name }
    const before = once && (await domain.access.idempotency.find(once))
    if (before) {
      await domain.access.toolCalls.note(actor, called('done before'))
      return before.body as Answer<object>
    }
    around = {
      done: false,
      async around(tx, verb) {
        if (once) await domain.access.idempotency.take(tx, once)
        if (seen && (await domain.versionOf[seen.noun](tx, seen.id)) !== seen.version) throw previewOver()
        const value = await verb()
        await recordToolCall(tx, actor, called(outcome))
        return value
      },
    }
    const answer = await domain.around(around, () => work(tool, caller, input, opened))
    if (!around.done) await domain.access.toolCalls.note(actor, called(outcome))
    if (once) await domain.access.idempotency.keep(once, { status: 200, body: answer })
    return answer
  } catch (failure) {
    if (failure instanceof Refusal && !around?.done)
      await domain.access.toolCalls.note(actor, called(`refused, ${failure.code}`))
    throw failure
  }
}

async function work(
  tool: Tool,
  caller: ToolCaller,
  input: object,
  opened: Opened | undefined,
): Promise<Answer<object>> {
  const { actor, tokens } = caller
  if (tool.run) return tool.run(caller, input as never)
  if (opened && tool.commit) return tool.commit(caller, input as never, opened.state as never)
  if (!tool.preview) throw new Refusal('invalid', 'token: expected the token of a preview')
  const { text, data, state, expiresAt } = await tool.preview(caller, input as never)
  const token = tokens.make(actor, tool.before ?? tool.name, tool.before ? {} : input, state, expiresAt)
  const next = tool.before ? `${tool.before} with this token` : `${tool.name} with the same arguments and this token`
  return { text: `${text}. Nothing is done yet: call ${next}`, data: { ...data, token } }
}

/** As whoever asked reads it. What was refused may be put right; facts say by what. */
export function refusalText({ code, message, hint, facts }: Refusal): string {
  const known = Object.keys(facts).length > 0 ? `\n${JSON.stringify(facts).slice(0, 2000)}` : ''
  return `Refused (${code}): ${message}${hint === undefined ? '' : `\nHint: ${hint}`}${known}`
}

/** Of what is sent or answered, as JSON Schema: without what only programs would read, for assistants pay by the letter. */
export const schemaOf = (schema: z.ZodObject, io: 'input' | 'output') => {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: shorten })
  return described as { type: 'object' }
}

function shorten({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}
