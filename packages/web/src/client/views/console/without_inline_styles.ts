/**
 * Runs something that makes style elements, and has their text go into style sheets of the document
 * instead: the page's policy forbids styles within the page, and rightly so. Answers how to take them
 * away again.
 */
export function withoutInlineStyles(run: () => void): () => void {
  const create = document.createElement;
  const sheets: CSSStyleSheet[] = [];
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    if (name !== "style") return create.call(document, name, options);
    const { element, sheet } = styleElement(create.call(document, "template"));
    sheets.push(sheet);
    return element;
  }) as typeof document.createElement;
  try {
    run();
  } finally {
    document.createElement = create;
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, ...sheets];
  return () => {
    const ours = new Set(sheets);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => !ours.has(each));
  };
}

function styleElement(element: HTMLElement): { element: HTMLElement; sheet: CSSStyleSheet } {
  const sheet = new CSSStyleSheet();
  Object.defineProperty(element, "textContent", {
    set: (text: string) => sheet.replaceSync(text),
    get: () => "",
  });
  return { element, sheet };
}
