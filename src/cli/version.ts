import type { Command } from 'commander'
import { VERSION } from '../base/version.ts'
import { show, withOutput } from './output.ts'

export function addVersion(program: Command): void {
  withOutput(program.command('version').description('Print the version')).action((options) => {
    const facts = { version: VERSION, node: process.versions.node, platform: `${process.platform} ${process.arch}` }
    show(options, facts, VERSION)
  })
}
