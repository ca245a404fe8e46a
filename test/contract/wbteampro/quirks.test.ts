import { checkQuirks } from '../harness/quirks.ts'
import { readCases } from './cases.ts'

checkQuirks('src/wire/wbteampro', readCases(import.meta.dirname), 50)
