import type { AddRoutes } from '../request.ts'

/** The plain pages for a browser; they only show. */
export const pageRoutes: AddRoutes = (app) => {
  app.get('/', (context) => context.redirect('/queue', 303))
}
