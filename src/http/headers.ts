import { secureHeaders } from 'hono/secure-headers'
import type { MiddlewareHandler } from 'hono'
import type { Guard } from './guard.ts'
import type { Env } from './request.ts'

/**
 * What every answer carries, errors too. A page may bring a content policy of its own, for the styles that it carries; it is
 * never looser on scripts. Nothing is kept by a browser or a proxy: what a person may see can change with the next request.
 */
export function safeHeaders({ door }: Guard): MiddlewareHandler<Env> {
  const secure = secureHeaders({
    overwrite: false,
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: 'DENY',
    // Only our own name: other hosts below the company's domain are not ours to bind.
    strictTransportSecurity: door?.publicUrl.protocol === 'https:' ? 'max-age=31536000' : false,
    permissionsPolicy: { camera: [], geolocation: [], microphone: [] },
  })
  return async (context, next) => {
    await secure(context, next)
    if (!context.res.headers.has('cache-control')) context.res.headers.set('cache-control', 'no-store')
  }
}
