import { Argument, type Command, InvalidArgumentError } from 'commander'
import { systemClock } from '../../base/clock.ts'
import { startControl } from '../../fake-panels/control.ts'
import { startFake } from '../../fake-panels/fake-server.ts'
import { FAULTS, type FaultDial, parseFaults } from '../../fake-panels/fault.ts'
import { FAKE_PANELS } from '../../fake-panels/panels.ts'
import { NO_TABLE, show, withOutput } from '../output.ts'
import { wholeNumber } from '../settings.ts'
import { untilSignal } from '../until-signal.ts'

export function addPanel(program: Command): void {
  withOutput(program.command('panel'), NO_TABLE)
    .description('Start a fake panel on this machine, to try things on')
    .addArgument(
      new Argument(
        '<name>',
        Object.entries(FAKE_PANELS)
          .map(([name, { about }]) => `${name}: ${about}`)
          .join('; '),
      ).choices(Object.keys(FAKE_PANELS)),
    )
    .option('--port <number>', 'Port to listen on; 0 picks a free one', wholeNumber, 0)
    .option('--control-port <number>', 'Port on which its dials are turned; 0 picks a free one', wholeNumber, 0)
    .option('--faults <list>', 'What goes wrong, such as "http_500 5%, reset 2% verb=createacct"', faults, [])
    .option('--seed <number>', 'Another one strikes other calls', wholeNumber, 1)
    .addHelpText('after', faultHelp())
    .action(async (name: string, options) => {
      const panel = FAKE_PANELS[name]!
      const fake = await startFake(panel.make({ clock: systemClock }), { ...options, clock: systemClock })
      const control = await startControl(fake, options.controlPort)
      const server = panel.server(fake.port)
      show(options, { url: fake.url, control: control.url, pid: process.pid, server }, () =>
        [
          `provisor: fake panel ${name} listening on ${fake.url}`,
          `  dials     curl -d 'http_500 5%' ${control.url}/__fake/faults`,
          `  journal   curl ${control.url}/__fake/journal`,
          `  server    ${JSON.stringify(server)}`,
        ].join('\n'),
      )
      await untilSignal()
      await Promise.all([fake.goDown(), control.close()])
    })
}

function faults(text: string): FaultDial[] {
  try {
    return parseFaults(text)
  } catch (cause) {
    throw new InvalidArgumentError(cause instanceof Error ? cause.message : String(cause))
  }
}

function faultHelp(): string {
  const lines = Object.entries(FAULTS).map(([name, { about }]) => `  ${name.padEnd(20)}${about}`)
  return [
    '',
    'Faults, each with a share (5%), before or after, changing or asking, verb=, user=, times=:',
    ...lines,
  ].join('\n')
}
