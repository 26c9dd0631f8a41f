/** Every element that a hostile text would make carries this class. */
export const HOSTILE_CLASS = "hostile";

/** What a hostile text would leave on `window` if it ran. */
export const HOSTILE_MARK = "hostileRan";

const RUN = `window.${HOSTILE_MARK}=1`;
const CLASS = `class=${HOSTILE_CLASS}`;

/** Texts that want to become elements, attributes, addresses or scripts of the page that shows them. */
export function hostileTexts(): readonly string[] {
  return [
    `<img ${CLASS} src=x onerror="${RUN}">`,
    `<script ${CLASS}>${RUN}</script>`,
    `"><svg ${CLASS} onload="${RUN}">`,
    `'"><a ${CLASS} href="javascript:${RUN}">x</a>`,
    `</textarea></code></title><iframe ${CLASS} srcdoc="<script>top.${HOSTILE_MARK}=1</script>">`,
    `javascript:${RUN}//`,
    `{{constructor.constructor('${RUN}')()}}`,
    "\u202Egnp.exe\u202C <b class=hostile>",
    "&lt;img class=hostile src=x&gt; &#60;b&#62;",
    `<math><mtext></p><style ${CLASS}>*{display:none}</style>`,
  ];
}
