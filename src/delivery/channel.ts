/**
 * A way out of Baton. One file each under `channels/`, every one held to `tests/contracts/channel.ts`.
 *
 * A channel never retries by itself and never decides: it makes one call and says what is known of its effect.
 * A throw counts as `unsure`. Nothing that a channel does outside `send` may be seen by a recipient.
 */
export type Channel = {
  readonly name: string

  /** How the channel finds an earlier attempt, in words for people; null where it cannot. */
  readonly lookupNote: string | null

  /**
   * Before the intent is committed: whether a call can be made now, and a provider's draft to send, if it has such.
   * `ref` is what an earlier attempt left, null at the first and where a person said to send anew. `ready: false` leaves
   * the delivery queued, to be tried later.
   */
  prepare?(parcel: Parcel, ref: string | null): Promise<Prepared>

  /**
   * One call. `sent`, `refused` and `put_off` are said only where the provider's answer proves it; everything else is
   * `unsure`.
   */
  send(parcel: Parcel, ref: string | null): Promise<SendResult>

  /** Looks for an earlier attempt of this parcel. `absent` only with proof that nothing arrived and nothing still can. */
  lookup?(parcel: Parcel, ref: string | null): Promise<LookupResult>

  /** Takes a delivered message back, whose content must not live on. `absent`: it is not there, and needs no taking. */
  recall?(key: string, ref: string | null): Promise<RecallResult>
}

/** One approved dispatch on its way. `bytes` are exactly those that were shown and approved. */
export type Parcel = {
  /** The delivery's id, `d_` and 32 hex digits: the same for every attempt, at no other delivery. */
  key: string
  /** What the channel works through: the sending address of a mail. */
  target: string
  /** Bare addresses, strictly parsed. */
  recipients: readonly string[]
  mediaType: string
  bytes: Uint8Array
  /** When this attempt began. */
  at: Date
}

/**
 * `done`: the provider already has this very parcel, sent, and no call is made. `notBefore`: as the provider asked.
 * `hold`: waiting does not help; a person has to look first.
 */
export type Prepared =
  | { ready: true; ref: string | null; done?: true }
  | { ready: false; reason: string; notBefore?: Date | null; hold?: true }

/** `draft`: by its setting the channel left it as a draft for its owner to send; nobody else has seen it. */
export type SendResult =
  | { outcome: 'sent'; ref: string | null; refused: readonly { recipient: string; reason: string }[]; draft?: true }
  | { outcome: 'refused'; reason: string }
  /** Nothing was done, and it may be tried again: at once or not before a time. */
  | { outcome: 'put_off'; reason: string; notBefore: Date | null }
  | { outcome: 'unsure'; reason: string }

/** `later`: the provider may know more in a while; where it is not set, only a person can say. */
export type LookupResult =
  | { outcome: 'found'; ref: string | null; draft?: true }
  | { outcome: 'absent'; proof: string }
  | { outcome: 'unknown'; reason: string; later?: true }

export type RecallResult = { outcome: 'recalled' } | { outcome: 'absent' } | { outcome: 'unknown'; reason: string }

/** The Message-ID of a parcel: the same for every attempt, so that a reader's mail program folds doubles. */
export function messageIdOf(parcel: Pick<Parcel, 'key' | 'target'>): string {
  const domain = parcel.target.split('@')[1] ?? 'baton.invalid'
  return `<${parcel.key}@${domain}>`
}

/** The mail as it leaves: the two headers that only the delivery knows, then the approved bytes, untouched. */
export function mailOf(parcel: Parcel): Uint8Array {
  const date = parcel.at.toUTCString().replace('GMT', '+0000')
  return Buffer.concat([Buffer.from(`Message-ID: ${messageIdOf(parcel)}\r\nDate: ${date}\r\n`), parcel.bytes])
}
