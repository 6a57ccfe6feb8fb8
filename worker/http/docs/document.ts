/**
 * The API's description, from the schemas that validate. What all routes share (the shop in the path, the errors)
 * is added here once.
 */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { ruleJsonSchemas } from "../../../core/rules/rule-json-schema";
import type { AppEnv } from "../env";
import { type ProblemKind, problemKinds } from "../errors";
import { signInPaths } from "./sign-in";
import { visitPaths } from "./visits";

export function apiDocument(api: OpenAPIHono<AppEnv>) {
  const document = api.getOpenAPI31Document({
    openapi: "3.1.0",
    info: {
      title: "Vitrine",
      version: "1",
      description:
        "Everything that the panel does. Amounts are integers in minor units, instants are UTC milliseconds. Errors are problem details (RFC 9457). Requests that change something must come from the panel's own origin, or carry an API token (`Authorization: Bearer vt_…`). The shop's servers use the addresses below /api/v1.",
    },
    tags: TAGS.map(([name, description]) => ({ name, description })),
  });
  const paths = document.paths ?? {};
  const given = document.components?.schemas ?? {};
  // OpenAPI 3.1 schemas are JSON Schema: the very one that editors get.
  const { Rule, ...parts } = ruleJsonSchemas("#/components/schemas/");
  for (const [path, item] of Object.entries(paths))
    for (const operation of Object.values(item as Record<string, Operation>)) complete(path, operation);
  return {
    ...document,
    paths: { ...paths, ...signInPaths, ...visitPaths },
    components: {
      ...document.components,
      schemas: { ...given, Rule: { ...given.Rule, ...Rule }, ...parts, Problem: problemSchema },
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "vitrine.session_token",
          description: "Set by signing in; `__Secure-` in front of it over https",
        },
        token: {
          type: "http",
          scheme: "bearer",
          description: "An API token of the shop: Settings, API tokens",
        },
      },
    },
  };
}

interface Operation {
  parameters?: object[];
  requestBody?: object;
  security?: object[];
  responses: Record<string, object>;
  "x-role"?: string;
  "x-scope"?: string;
  description?: string;
}

/** Adds what every operation of its kind has in common. */
function complete(path: string, operation: Operation): void {
  const inShop = path.includes("{shop}");
  if (inShop)
    operation.parameters = [
      { name: "shop", in: "path", required: true, schema: { type: "string" }, description: "The shop's id" },
      ...(operation.parameters ?? []),
    ];
  if (operation["x-role"])
    operation.description =
      `${operation.description ?? ""}\n\nFor the role **${operation["x-role"]}** and above${
        operation["x-scope"] ? `, and for API tokens with the scope **${operation["x-scope"]}**` : ""
      }.`.trim();
  const kinds: ProblemKind[] = [
    ...(operation.security ? (["signed-out"] as const) : []),
    ...(inShop ? (["forbidden", "not-found"] as const) : []),
    ...(operation.requestBody ? (["malformed", "invalid", "too-large", "media-type"] as const) : []),
  ];
  for (const kind of kinds) {
    const { status, title } = problemKinds[kind];
    operation.responses[status] ??= {
      description: title,
      content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
    };
  }
}

const TAGS = [
  ["Members", "Who is signed in, and the first set-up"],
  ["Shop", "Settings, domains, keys, pausing everything, the tag"],
  ["Attributes", "What can be known of a person"],
  ["Rules", "How many people a rule holds for, and who"],
  ["Segments", "Named groups of people"],
  ["Profiles", "People"],
  ["Messages", "What is shown on the storefront"],
  ["Products", "The catalogue"],
  ["Orders", "What the shop's server tells of orders"],
  ["Customers", "What the shop's server tells of people"],
  ["API tokens", "Keys of the shop's servers"],
  ["Connections", "Shop systems whose webhooks come in"],
  ["Visits", "What storefronts send: public, with the shop's key and an allowed origin"],
] as const;

const problemSchema = {
  type: "object",
  description: "What went wrong (RFC 9457)",
  required: ["type", "title", "status"],
  properties: {
    type: { type: "string", enum: Object.keys(problemKinds).map((kind) => `/problems/${kind}`) },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string" },
    errors: {
      type: "array",
      description: "The places that are wrong",
      items: {
        type: "object",
        required: ["path", "reason"],
        properties: { path: { type: "string" }, reason: { type: "string" }, hint: { type: "string" } },
      },
    },
    requestId: { type: "string", description: "To quote when asking for help" },
  },
  example: {
    type: "/problems/invalid",
    title: "This is not valid",
    status: 422,
    errors: [{ path: "rule.all[0].value", reason: "must be a number" }],
    requestId: "0b5b…",
  },
};
