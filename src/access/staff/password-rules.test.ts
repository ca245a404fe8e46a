import { expect, test } from 'vitest'
import { requireStaffPassword } from './password-rules.ts'

const check = (password: string, names: readonly string[] = ['ann', 'ann.fisher@example.com', 'fisher']) =>
  requireStaffPassword(password, names)

test.each([
  ['eleven characters', 'zebra123456'],
  ['more than 1024', 'zebra'.repeat(300)],
  ['one of the list', 'qwertyuiop12'],
  ['one of the list with digits and signs around it', '!!Football1234'],
  ['one of the list with signs for letters', 'P4$$w0rd1234!'],
  ['one of the list twice', 'sunshinesunshine'],
  ['a piece again and again', 'abcabcabcabcab'],
  ['one character', '............'],
  ['a run of the alphabet', 'abcdefghijklmn'],
  ['a run of digits that goes round', '345678901234'],
  ['a run backwards', '987654321098'],
  ['the own name', 'hello-FISHER-2031'],
  ['the own address', 'ann.fisher@example.com'],
])('%s is refused, and not repeated in the refusal', async (_what, password) => {
  const refusal = await check(password).catch((why: Error) => why)
  expect(refusal).toMatchObject({ code: 'invalid', facts: { field: 'password' } })
  expect(JSON.stringify(refusal) + String(refusal)).not.toContain(password)
})

test.each([
  ['twelve characters', 'zebra-lamp 9'],
  ['words of the list beside each other', 'monkey dragon harbour'],
  ['random digits', '830174659283'],
  ['any script', 'Пароль 密码 🔑 слон'],
  ['a name of three letters inside', 'the annual harvest'],
])('%s is taken', async (_what, password) => {
  expect(await check(password)).toBe(password)
})

test('a password as long as may be costs no more than a short one', async () => {
  await expect(check(`${'1'.repeat(500)}x${'1'.repeat(500)}`)).resolves.toBeDefined()
})
