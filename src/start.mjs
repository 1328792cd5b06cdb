// The one file that any Node can read: Node before 24 does not start the rest and would not say why.
import process from 'node:process'

if (Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `baton: needs Node 24 and this is ${process.version}: run "npm ci" and start it as "npm run -s baton -- …", or install Node 24\n`,
  )
  process.exit(1)
}
await import('./main.ts')
