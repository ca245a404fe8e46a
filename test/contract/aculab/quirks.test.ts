import { checkQuirks } from '../harness/quirks.ts'
import { readCases } from './cases.ts'

checkQuirks('src/wire/aculab', readCases(import.meta.dirname), 40)
