/** Channels see this room and `lib` alone; the form of a note is the review's, which hashes it. */
export { noteText, readNote } from '../review/note.ts'
export type { Note } from '../review/note.ts'
