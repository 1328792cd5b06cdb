/**
 * A state machine is a table in code: state, action, and the state or states that the action may lead to.
 * The same table answers `next` in memory and gives the list of from-states that guards the SQL update,
 * so the two can never disagree. A wrong state, action or target does not compile.
 */
export type Transitions = { readonly [state: string]: { readonly [action: string]: string | readonly string[] } }

/** Every target must be a state of the same table. */
type Closed<T extends Transitions> = {
  readonly [S in keyof T]: { readonly [A in keyof T[S]]: keyof T | readonly (keyof T)[] }
}

type Targets<V> = V extends readonly (infer U)[] ? U : V

/** All states of a machine. */
export type StateOf<M> = M extends Machine<infer T> ? keyof T & string : never

type AnyAction<T extends Transitions> = { [S in keyof T]: keyof T[S] }[keyof T] & string
type Target<T extends Transitions, A extends string> = {
  [S in keyof T]: A extends keyof T[S] ? Targets<T[S][A]> : never
}[keyof T] &
  string

/** A guarded update: `set state = to where state = any(from)`. */
export type Step<A extends string = string, From extends string = string, To extends string = string> = {
  readonly action: A
  readonly from: readonly From[]
  readonly to: To
}

export type Machine<T extends Transitions> = {
  readonly name: string
  readonly states: readonly (keyof T & string)[]
  /** States that nothing leads out of. */
  readonly ends: readonly (keyof T & string)[]
  /** What may be done in this state, in the order of the table. */
  actions(state: keyof T & string): readonly AnyAction<T>[]
  /** The guard of one action with one target: all states from which this action leads there. */
  step<const A extends AnyAction<T>, const To extends Target<T, A>>(action: A, to: To): Step<A, keyof T & string, To>
  /** The states that an action may lead to from this state; empty when the table does not allow it. */
  next(state: keyof T & string, action: AnyAction<T>): readonly (keyof T & string)[]
  /** Whether a string read from outside (a row, a request) is a state of this machine. */
  isState(value: string): value is keyof T & string
}

/** Makes a machine from its table. */
export function machine<const T extends Transitions>(name: string, table: T & Closed<T>): Machine<T> {
  type S = keyof T & string
  const states = Object.keys(table) as S[]
  const targets = (state: S, action: string): readonly S[] => {
    const row = table[state] ?? {}
    const target = Object.hasOwn(row, action) ? row[action] : undefined
    return target === undefined ? [] : ((Array.isArray(target) ? target : [target]) as S[])
  }
  return {
    name,
    states,
    ends: states.filter((state) => Object.keys(table[state] ?? {}).length === 0),
    actions: (state) => Object.keys(table[state] ?? {}),
    step: (action, to) => ({ action, to, from: states.filter((state) => targets(state, action).includes(to)) }),
    next: (state, action) => targets(state, action),
    isState: (value): value is S => Object.hasOwn(table, value),
  }
}
