/** The words of the page "Overview". */
export const OVERVIEW_ENGLISH = {
  "overview.title": "Overview",
};
