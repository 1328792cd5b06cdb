import { acceptanceRoutes } from './acceptance.ts'
import { auditRoutes } from './audit.ts'
import { dataRoutes } from './data.ts'
import { deskRoutes } from './desk.ts'
import { briefRoutes } from './briefs.ts'
import { correctionRoutes } from './corrections.ts'
import { fixRoutes } from './fixes.ts'
import { importRoutes } from './imports.ts'
import { mailboxRoutes } from './mailboxes.ts'
import { pageRoutes } from './pages.ts'
import { peopleRoutes } from './people.ts'
import { retentionRoutes } from './retention.ts'
import { reviewRoutes } from './review.ts'
import { secretRoutes } from './secrets.ts'
import { workspaceRoutes } from './workspace.ts'
import type { AddRoutes } from '../request.ts'

/** Every group of routes: one file each. */
export const ROUTES: readonly AddRoutes[] = [
  workspaceRoutes,
  peopleRoutes,
  importRoutes,
  briefRoutes,
  reviewRoutes,
  deskRoutes,
  correctionRoutes,
  fixRoutes,
  acceptanceRoutes,
  auditRoutes,
  secretRoutes,
  dataRoutes,
  retentionRoutes,
  mailboxRoutes,
  pageRoutes,
]
