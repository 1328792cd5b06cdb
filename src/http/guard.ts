import type { Provider } from '../access/oidc.ts'
import type { Limits } from './limits.ts'

/** How people of the network sign in, and under which address their browsers know this. */
export type Door = { provider: Provider; publicUrl: URL }

/** What keeps strangers out. */
export type Guard = {
  /** this machine's own token; null where the network is listened to, for there it is not taken */
  token: string | null
  /** the Host headers that are answered (`127.0.0.1:4747`); null in process, where there is no network */
  hosts: readonly string[] | null
  /** null: nobody signs in, the machine's token is the only way in beside personal tokens */
  door?: Door | null
  /** null: as often as one likes; left out: `DEFAULT_LIMITS`, and none in process */
  limits?: Limits | null
  /** addresses of proxies whose X-Forwarded-For is believed; where there are any, nobody else but this machine is answered */
  proxies?: readonly string[]
}

/** The pages that may send something here, as browsers name them in Origin. */
export function originsOf({ hosts, door }: Guard): readonly string[] {
  if (door) return [door.publicUrl.origin]
  return (hosts ?? []).map((host) => `http://${host}`)
}

/** The names of cookies. Over plain http, which only this machine's own browser may use, `__Host-` would be refused by some. */
export function cookiesOf(door: Door): { session: string; flow: string; secure: boolean } {
  const secure = door.publicUrl.protocol === 'https:'
  return secure
    ? { session: '__Host-baton', flow: '__Host-baton-sign-in', secure }
    : { session: 'baton-plain-loopback', flow: 'baton-sign-in-plain-loopback', secure }
}
