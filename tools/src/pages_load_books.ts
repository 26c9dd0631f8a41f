/** What came of a load; memory is that of the serving process alone, in MiB. */
export interface PagesLoadBooks {
  readonly accepted: number;
  readonly delivered: number;
  /** Of the first round. */
  readonly seconds: number;
  readonly viewers: number;
  readonly viewersCut: number;
  /** Viewers that have heard that the queue is empty. */
  readonly viewersAtEnd: number;
  readonly leastEvents: number;
  readonly mostEvents: number;
  readonly mibSent: number;
  /** Resident, with all viewers there and nothing sent yet. */
  readonly mibBefore: number;
  /** Resident at most until a third of the first round has gone out, and from then to its end. */
  readonly mibFirstThird: number;
  readonly mibPeak: number;
  readonly mibAfter: number;
  /** Alive in the heap after a forced collection, at the end of each round. */
  readonly mibAlive: readonly number[];
}

/** What resident memory may grow by after the first third of the messages. */
export const RESIDENT_GROWTH = 0.1;

/** What may be alive in the heap after the last round more than after the first, in MiB. */
export const ALIVE_GROWTH_MIB = 3;

/** What was dropped, and what has grown: nothing when a load went as it has to. */
export function findLoadFaults(books: PagesLoadBooks): readonly string[] {
  const { accepted, delivered, viewers, mibFirstThird, mibPeak, mibAlive } = books;
  const faults: string[] = [];
  if (delivered !== accepted) faults.push(`${accepted - delivered} messages were not delivered`);
  if (books.viewersCut > 0) faults.push(`${books.viewersCut} viewers were cut off`);
  if (books.viewersAtEnd !== viewers || books.leastEvents !== books.mostEvents) {
    faults.push("not every viewer has seen everything");
  }
  if (!(mibPeak <= mibFirstThird * (1 + RESIDENT_GROWTH))) {
    faults.push(`memory grew from ${mibFirstThird} to ${mibPeak} MiB after the first third`);
  }
  const [first = Number.NaN] = mibAlive;
  const last = mibAlive.at(-1) ?? Number.NaN;
  if (!(last - first <= ALIVE_GROWTH_MIB)) {
    faults.push(`the live heap grew from ${first} to ${last} MiB`);
  }
  return faults;
}
