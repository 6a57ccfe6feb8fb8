/**
 * `/api/openapi.json`; `/api/docs`, a page to read it and to try each route, with nothing from elsewhere; and
 * `/api/rule.schema.json`, by which editors of text check a rule as it is written.
 */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { Hono } from "hono";
import { ruleSchemaDocument } from "../../../core/rules/rule-json-schema";
import type { AppEnv } from "../env";
import { apiDocument } from "./document";
import { docsPage } from "./page";
import { docsScript } from "./script";
import { docsStyle } from "./style";

export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export function documentRoutes(api: OpenAPIHono<AppEnv>) {
  // Made when first asked for: visits share this Worker and need none of it.
  let document: ReturnType<typeof apiDocument> | undefined;
  const theDocument = () => {
    document ??= apiDocument(api);
    return document;
  };
  return new Hono<AppEnv>()
    .get("/openapi.json", (c) =>
      c.body(JSON.stringify(theDocument()), 200, { "content-type": "application/json" }),
    )
    .get("/rule.schema.json", (c) =>
      c.body(JSON.stringify(ruleSchemaDocument()), 200, { "content-type": "application/schema+json" }),
    )
    .get("/docs", (c) => {
      c.header("content-security-policy", DOCS_POLICY);
      return c.html(docsPage(theDocument()));
    })
    .get("/docs/script.js", (c) =>
      c.body(docsScript, 200, { "content-type": "text/javascript; charset=utf-8" }),
    )
    .get("/docs/style.css", (c) => c.body(docsStyle, 200, { "content-type": "text/css; charset=utf-8" }));
}
