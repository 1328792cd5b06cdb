import type { Row } from '../row.ts'
import { crmRows } from './crm.ts'
import { fileNameRows, folderNameRows, htmlFileRows, pdfRows, sheetRows, slideRows, wordRows } from './documents.ts'
import { charsetRows, hiddenHtmlRows, multipartRows, unicodeRows } from './mail.ts'
import { calendarRows, transcriptRows } from './meetings-and-calls.ts'
import { decisionRows, orderRows, sinkRows } from './orders.ts'
import { lookalikeRows, quoteRows, senderRows } from './senders.ts'

/** Every input of our own, each another technique or another carrier. */
export function ownRows(): Row[] {
  return [
    ...hiddenHtmlRows(),
    ...unicodeRows(),
    ...multipartRows(),
    ...charsetRows(),
    ...lookalikeRows(),
    ...senderRows(),
    ...quoteRows(),
    ...orderRows(),
    ...sinkRows(),
    ...decisionRows(),
    ...calendarRows(),
    ...transcriptRows(),
    ...wordRows(),
    ...sheetRows(),
    ...slideRows(),
    ...pdfRows(),
    ...htmlFileRows(),
    ...fileNameRows(),
    ...folderNameRows(),
    ...crmRows(),
  ]
}
