/** The page: every route with its parameters, body and answers, readable without a script. */
import { html, raw } from "hono/html";
import { exampleOf, type JsonSchema, typeOf } from "./schema";

type Html = ReturnType<typeof html>;

interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: JsonSchema;
}
interface Media {
  schema?: JsonSchema;
}
interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { description: string; content?: Record<string, Media> }>;
}
/** As much of an OpenAPI document as the page reads. */
interface Document {
  info: { title: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: object;
  components: { schemas: object };
}

export function docsPage(document: Document) {
  const schemas = document.components.schemas as Record<string, JsonSchema>;
  const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, item]) => Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = (document.tags ?? []).map((tag) => ({
    tag,
    operations: operations.filter(({ operation }) => operation.tags?.includes(tag.name)),
  }));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${document.info.title} API</title>
<link rel="stylesheet" href="/api/docs/style.css">
<script type="module" src="/api/docs/script.js"></script>
</head>
<body>
<header>
<h1>${document.info.title} API</h1>
<p>${document.info.description}</p>
<p><a href="/api/openapi.json">openapi.json</a> · <a href="/admin">The panel</a></p>
<label>Shop <select id="shop"><option value="">Sign in to the panel to try routes</option></select></label>
<nav aria-label="Groups">${groups.map(({ tag }) => html`<a href="#${tag.name}">${tag.name}</a> `)}</nav>
</header>
<main>
${groups.map(
  ({ tag, operations: own }) => html`<section id="${tag.name}">
<h2>${tag.name}</h2>
<p>${tag.description}</p>
${own.map(({ path, method, operation }) => operationHtml(method, path, operation, schemas))}
</section>`,
)}
</main>
</body>
</html>`;
}

function operationHtml(
  method: string,
  path: string,
  operation: Operation,
  schemas: Record<string, JsonSchema>,
): Html {
  const { parameters = [], requestBody, responses } = operation;
  const media = requestBody && Object.values(requestBody.content)[0];
  return html`<details>
<summary><code class="method ${method}">${method.toUpperCase()}</code> <code>${path}</code> <span>${operation.summary}</span></summary>
<p>${raw(emphasised(operation.description ?? ""))}</p>
<form data-method="${method}" data-path="${path}">
${parameters.length ? html`<h3>Parameters</h3>${parameters.map((parameter) => parameterHtml(parameter, schemas))}` : ""}
${
  media
    ? html`<h3>Body</h3>
<pre tabindex="0">${typeOf(media.schema, schemas)}</pre>
<label>JSON <textarea name="body" rows="8" spellcheck="false">${JSON.stringify(exampleOf(media.schema, schemas), null, 2)}</textarea></label>`
    : ""
}
${path.startsWith("/api/") ? html`<button>Try it</button><output tabindex="0"></output>` : ""}
</form>
<h3>Answers</h3>
${Object.entries(responses).map(([status, response]) => answerHtml(status, response, schemas))}
</details>`;
}

function parameterHtml(
  { name, in: where, required, description, schema }: Parameter,
  schemas: Record<string, JsonSchema>,
) {
  return html`<label>${name}${required ? "" : " (optional)"} <small>${typeOf(schema, schemas)}${description ? ` — ${description}` : ""}</small>
<input name="${name}" data-in="${where}" ${required ? "required" : ""} autocomplete="off"></label>`;
}

function answerHtml(
  status: string,
  { description, content }: Operation["responses"][string],
  schemas: Record<string, JsonSchema>,
) {
  const media = content && Object.entries(content)[0];
  const shown = media && !media[0].includes("problem");
  return html`<p><code>${status}</code> ${description}</p>${shown ? html`<pre tabindex="0">${typeOf(media[1].schema, schemas)}</pre>` : ""}`;
}

/** **Bold** and `code`, all else as text. */
const emphasised = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>")
    .replace(/`(.+?)`/g, "<code>$1</code>")
    .replaceAll("\n\n", "<br>");
