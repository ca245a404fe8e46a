/**
 * What the conformance packages ask for and Provisor does not have, by the reason: scenarios, or `scenario/check` where the
 * rest of a scenario holds.
 */
export const NOT_OFFERED: Readonly<Record<string, readonly string[]>> = {
  'Provisor offers tools only: what it has to tell is asked for with arguments, by who may see it': [
    ...['prompts-list', 'prompts-get-simple', 'prompts-get-with-args', 'prompts-get-embedded-resource'],
    ...['prompts-get-with-image', 'completion-complete'],
    ...['resources-list', 'resources-read-text', 'resources-read-binary', 'resources-templates-read'],
    ...['resources-subscribe', 'resources-unsubscribe'],
    'caching/sep-2549-prompts-list-caching-hints',
    'caching/sep-2549-resources-list-caching-hints',
    'caching/sep-2549-resources-templates-list-caching-hints',
  ],
  'A tool of a fixed name is called that only a server made for the test has': [
    ...['tools-call-simple-text', 'tools-call-image', 'tools-call-audio', 'tools-call-embedded-resource'],
    ...['tools-call-mixed-content', 'tools-call-error', 'json-schema-2020-12'],
    'http-custom-header-server-validation',
    'server-stateless/sep-2575-http-server-no-independent-requests-on-stream',
    'server-stateless/sep-2575-server-no-log-without-loglevel',
  ],
  'No tool asks the client for anything: a preview is shown to a person instead, whatever the client can do': [
    ...['tools-call-sampling', 'tools-call-elicitation', 'elicitation-sep1034-defaults', 'elicitation-sep1330-enums'],
    ...['input-required-result-basic-elicitation', 'input-required-result-basic-list-roots'],
    ...['input-required-result-basic-sampling', 'input-required-result-capability-check'],
    ...['input-required-result-multi-round', 'input-required-result-multiple-input-requests'],
    ...['input-required-result-non-tool-request', 'input-required-result-request-state'],
    ...['input-required-result-result-type', 'input-required-result-tampered-state'],
    'server-stateless/sep-2575-missing-capability-http-400',
    'server-stateless/sep-2575-server-rejects-undeclared-capability',
  ],
  'No tool takes long: what does goes on as a bulk action, which has a tool that tells how far it is': [
    ...['tools-call-with-logging', 'tools-call-with-progress', 'logging-set-level'],
    ...['tasks-capability-negotiation', 'tasks-dispatch-and-envelope', 'tasks-lifecycle', 'tasks-mrtr-composition'],
    ...['tasks-mrtr-input', 'tasks-request-headers', 'tasks-request-state-removal', 'tasks-required-task-error'],
    'tasks-wire-fields',
  ],
}
