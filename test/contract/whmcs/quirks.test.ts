import { checkQuirks } from '../harness/quirks.ts'
import { readCases } from './cases.ts'

checkQuirks('src/wire/whmcs', readCases(import.meta.dirname), 50)
