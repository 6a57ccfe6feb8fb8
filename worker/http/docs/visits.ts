/** Description of the two routes of storefronts, from the schemas of the wire. Their code is in `worker/visit/`. */
import { signalSchema } from "../../../core/signals/catalogue";
import { MAX_BODY_BYTES, MAX_SIGNALS, visitRequestSchema } from "../../../core/signals/wire";

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});

const candidates = {
  type: "array",
  description: "Eligible messages in the order of priority, each with what the page has still to decide",
  items: { type: "object" },
};

const visitSchema = {
  ...visitRequestSchema,
  properties: {
    ...(visitRequestSchema.properties as Record<string, unknown>),
    signals: { type: "array", maxItems: MAX_SIGNALS, items: signalSchema },
  },
};

const refusedSignals = {
  type: "array",
  description: "Signals, or parts of them, that were refused; the rest was kept",
  items: { type: "object", properties: { path: { type: "string" }, reason: { type: "string" } } },
};

export const visitPaths = {
  "/v1/visit": {
    post: {
      tags: ["Visits"],
      summary: "Report signals and get a decision",
      description: `One request: the signals are recorded, the profile and its segments brought up to date, and the messages chosen. The body is JSON, sent as text/plain so that browsers need no preflight; at most ${MAX_BODY_BYTES} bytes.`,
      requestBody: {
        required: true,
        content: { "text/plain": { schema: visitSchema }, "application/json": { schema: visitSchema } },
      },
      responses: {
        200: {
          description: "Recorded",
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["v", "now", "candidates", "segments"],
                properties: {
                  v: { const: 1 },
                  now: { type: "integer", description: "The edge's clock (ms)" },
                  candidates,
                  segments: {
                    type: "array",
                    items: { type: "string" },
                    description: "Those that pages may know of",
                  },
                  problems: refusedSignals,
                },
              },
            },
          },
        },
        400: problem("The body is not JSON"),
        401: problem("Unknown key"),
        403: problem("Foreign origin, or consent is missing"),
        413: problem("The body is too large"),
        422: problem("The request does not fit its schema"),
        429: problem("Too many requests"),
      },
    },
  },
  "/v1/write": {
    post: {
      tags: ["Visits"],
      summary: "Report signals from beside the pages",
      description:
        "For Shopify's pixel and the like, with a key that begins with `wk_`. No Origin is asked for. Only visitors who are known already are told something; signals that say what a person is, or what became of a message, are refused. There is no decision.",
      requestBody: {
        required: true,
        content: { "text/plain": { schema: visitSchema }, "application/json": { schema: visitSchema } },
      },
      responses: {
        200: {
          description: "Taken, whether or not the visitor is known",
          content: {
            "application/json": {
              schema: {
                type: "object",
                required: ["v", "now", "problems"],
                properties: {
                  v: { const: 1 },
                  now: { type: "integer", description: "The edge's clock (ms)" },
                  problems: refusedSignals,
                },
              },
            },
          },
        },
        400: problem("The body is not JSON"),
        401: problem("Unknown key"),
        403: problem("Consent is missing"),
        413: problem("The body is too large"),
        422: problem("The request does not fit its schema"),
        429: problem("Too many requests"),
      },
    },
  },
  "/v1/anonymous": {
    get: {
      tags: ["Visits"],
      summary: "Messages for visitors of whom nothing may be known",
      description: "Those that look at nothing but the page. Nothing is stored.",
      parameters: [
        {
          name: "key",
          in: "query",
          required: true,
          schema: { type: "string" },
          description: "The shop's public key",
        },
      ],
      responses: {
        200: {
          description: "The messages",
          content: { "application/json": { schema: { type: "object", properties: { candidates } } } },
        },
        401: problem("Unknown key"),
        403: problem("Foreign origin"),
      },
    },
  },
};
