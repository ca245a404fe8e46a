export { WORKS } from '../hold/work.ts'
