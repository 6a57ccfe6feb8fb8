/** JSON Schema for people: the type as a short text, and an example to begin with. */

export interface JsonSchema {
  $ref?: string;
  /** Read by its name alone: it is explained elsewhere. */
  title?: string;
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  description?: string;
  example?: unknown;
  default?: unknown;
  format?: string;
}
type Schemas = Record<string, JsonSchema>;

const MAX_DEPTH = 6;

/** As one would write it in TypeScript, descriptions as comments. */
export function typeOf(schema: JsonSchema | undefined, schemas: Schemas, indent = "", depth = 0): string {
  if (!schema || depth > MAX_DEPTH) return "…";
  if (schema.$ref) return typeOf(schemas[nameOf(schema.$ref)], schemas, indent, depth + 1);
  if (schema.title) return schema.title;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return [...new Set(forms.map((form) => typeOf(form, schemas, indent, depth + 1)))].join(" | ");
  if (schema.allOf) return schema.allOf.map((part) => typeOf(part, schemas, indent, depth + 1)).join(" & ");
  const types = Array.isArray(schema.type) ? schema.type : [schema.type ?? "unknown"];
  return types.map((type) => oneType(type, schema, schemas, indent, depth)).join(" | ");
}

function oneType(type: string, schema: JsonSchema, schemas: Schemas, indent: string, depth: number): string {
  if (type === "array") return `${typeOf(schema.items, schemas, indent, depth + 1)}[]`;
  if (type !== "object" || !schema.properties) return type;
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties).map(([name, property]) => {
    const optional = schema.required?.includes(name) ? "" : "?";
    const note = property.description ? `  // ${property.description.split("\n")[0]}` : "";
    return `${inner}${name}${optional}: ${typeOf(property, schemas, inner, depth + 1)}${note}`;
  });
  return `{\n${lines.join("\n")}\n${indent}}`;
}

/** A value that has the schema's form: given examples and defaults first, optional fields left out. */
export function exampleOf(schema: JsonSchema | undefined, schemas: Schemas, depth = 0): unknown {
  if (!schema || depth > MAX_DEPTH) return null;
  if (schema.example !== undefined) return schema.example;
  if (schema.default !== undefined) return schema.default;
  if (schema.$ref) return exampleOf(schemas[nameOf(schema.$ref)], schemas, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const forms = schema.anyOf ?? schema.oneOf;
  if (forms) return exampleOf(forms[0], schemas, depth + 1);
  if (schema.allOf)
    return Object.assign({}, ...schema.allOf.map((part) => exampleOf(part, schemas, depth + 1)));
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  if (type === "array") return [];
  if (type === "object") {
    const wanted = Object.entries(schema.properties ?? {}).filter(([name]) =>
      schema.required?.includes(name),
    );
    return Object.fromEntries(
      wanted.map(([name, property]) => [name, exampleOf(property, schemas, depth + 1)]),
    );
  }
  return type === "string"
    ? schema.format === "email"
      ? "ada@shop.example"
      : "text"
    : type === "boolean"
      ? false
      : 1;
}

const nameOf = (ref: string): string => ref.slice(ref.lastIndexOf("/") + 1);
