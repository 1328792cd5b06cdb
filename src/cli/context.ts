/** What a command is given instead of globals: the process's edges, so that tests hand in their own. */
export type CommandContext = {
  env: Record<string, string | undefined>
  /** where relative paths start: the caller's folder, also below npm, which changes into the project first */
  cwd: string
  /** results */
  out(text: string): void
  /** progress and remarks; never results */
  err(text: string): void
  /** whether a person sits at both ends, so that a question may be asked */
  interactive: boolean
  /** asks the person at the terminal; only where `interactive` */
  ask?(question: string): Promise<string>
  /** columns of the terminal */
  columns: number
  /** aborted by Ctrl-C or a polite end of the process */
  signal: AbortSignal
}

/** The options that every workspace command has. */
export type CommonOptions = { workspace?: string; as?: string; json?: boolean }
