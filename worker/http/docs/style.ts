/** The page's looks: the reader's own font and colours, light and dark. */
export const docsStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 6%, transparent); }
* { box-sizing: border-box; }
body { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 6rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.75rem; margin: 0; }
h2 { margin: 3rem 0 0.25rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
label:has(select) { max-width: 100%; }
select { max-width: 100%; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin-top: 1rem; }
code { overflow-wrap: anywhere; }
code, pre, textarea, output { font: 0.875rem/1.5 ui-monospace, monospace; }
details { border: 1px solid var(--line); border-radius: 0.5rem; margin: 0.5rem 0; padding: 0 1rem; }
details[open] { padding-bottom: 1rem; }
summary { cursor: pointer; padding: 0.75rem 0; display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; }
summary span { opacity: 0.75; }
.method { font-weight: 700; min-width: 3.5rem; }
pre, output { display: block; overflow: auto; max-height: 28rem; margin: 0.5rem 0; padding: 0.75rem; border-radius: 0.5rem; background: var(--soft); white-space: pre; }
output:empty { display: none; }
label { display: block; margin: 0.5rem 0; }
label small { opacity: 0.75; }
input, textarea, select, button { font: inherit; padding: 0.5rem; border: 1px solid var(--line); border-radius: 0.5rem; background: transparent; color: inherit; }
input, textarea { display: block; width: 100%; margin-top: 0.25rem; }
textarea { font: 0.875rem/1.5 ui-monospace, monospace; }
button { cursor: pointer; font-weight: 600; padding: 0.5rem 1.25rem; margin-top: 0.5rem; }
select option { color: CanvasText; background: Canvas; }
:focus-visible { outline: 2px solid Highlight; outline-offset: 2px; }
`;
