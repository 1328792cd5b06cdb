import type { Entry } from './run.ts'

/** The table of commands. Each file is loaded only when its command is called. */
export const COMMANDS: readonly Entry[] = [
  {
    name: 'demo',
    summary: 'a fresh workspace from the sample deals, and what to type next',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  {
    name: 'brief',
    summary: 'draft a brief, from a folder or for an account of the workspace',
    load: async () => (await import('./brief.ts')).briefCommand,
  },
  {
    name: 'read',
    summary: 'what stands in files: text, segments, sentences, findings',
    load: async () => (await import('./read.ts')).readCommand,
  },
  {
    name: 'import',
    summary: 'bring an import folder in',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'queue',
    summary: 'what waits for somebody',
    load: async () => (await import('./queue.ts')).queueCommand,
  },
  {
    name: 'show',
    summary: 'one brief and where it stands',
    load: async () => (await import('./show.ts')).showCommand,
  },
  {
    name: 'init',
    summary: 'say who the seller is and who may act',
    load: async () => (await import('./init.ts')).initCommand,
  },
  {
    name: 'serve',
    summary: 'the API and a plain page, on this machine only',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  { name: 'work', summary: 'run background jobs', load: async () => (await import('./serve.ts')).workCommand },
  {
    name: 'audit',
    summary: 'the log: verify, export',
    load: async () => (await import('./audit.ts')).auditCommand,
  },
]
