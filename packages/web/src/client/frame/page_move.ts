let pagesShown = 0;

/** Counts a page that is shown. */
export function countPage(): void {
  pagesShown += 1;
}

/** Whether the page that is shown is not the first one: a browser starts at the top by itself. */
export function hasMoved(): boolean {
  return pagesShown > 1;
}
