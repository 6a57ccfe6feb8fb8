/** As much of JSON Schema (2020-12) as the schema of rules uses. Throws at a keyword that it does not know. */
type Schema = { [keyword: string]: unknown };
type Check = (given: never, value: unknown, root: Schema, schema: Schema) => boolean;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const keywords: Record<string, Check> = {
  $ref: (ref: string, value, root) => {
    const found = ref
      .slice(2)
      .split("/")
      .reduce<unknown>((part, key) => (part as Schema)[key], root);
    return isValid(found as Schema, value, root);
  },
  anyOf: (forms: Schema[], value, root) => forms.some((form) => isValid(form, value, root)),
  const: (one: unknown, value) => value === one,
  enum: (some: unknown[], value) => some.includes(value),
  type: (type: string, value) =>
    ({
      object: isObject(value),
      array: Array.isArray(value),
      string: typeof value === "string",
      number: typeof value === "number",
      integer: Number.isInteger(value),
      boolean: typeof value === "boolean",
    })[type]!,
  properties: (properties: Record<string, Schema>, value, root) =>
    !isObject(value) ||
    Object.entries(properties).every(([key, form]) => !(key in value) || isValid(form, value[key], root)),
  required: (keys: string[], value) => !isObject(value) || keys.every((key) => key in value),
  additionalProperties: (_: false, value, _root, { properties }) =>
    !isObject(value) || Object.keys(value).every((key) => Object.hasOwn(properties as object, key)),
  prefixItems: (forms: Schema[], value, root) =>
    !Array.isArray(value) || forms.every((form, i) => i >= value.length || isValid(form, value[i], root)),
  minProperties: (least: number, value) => !isObject(value) || Object.keys(value).length >= least,
  items: (form: Schema | false, value, root, { prefixItems = [] }) =>
    !Array.isArray(value) ||
    value
      .slice((prefixItems as Schema[]).length)
      .every((item) => form !== false && isValid(form, item, root)),
  minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most: number, value) => !Array.isArray(value) || value.length <= most,
  minLength: (least: number, value) => typeof value !== "string" || value.length >= least,
  maxLength: (most: number, value) => typeof value !== "string" || value.length <= most,
  minimum: (least: number, value) => typeof value !== "number" || value >= least,
  exclusiveMinimum: (below: number, value) => typeof value !== "number" || value > below,
  pattern: (pattern: string, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  maximum: (most: number, value) => typeof value !== "number" || value <= most,
};
const NOTES = ["$schema", "$defs", "title", "description", "examples", "format"];

export function isValid(schema: Schema, value: unknown, root = schema): boolean {
  return Object.entries(schema).every(([keyword, given]) => {
    if (NOTES.includes(keyword)) return true;
    const check = keywords[keyword];
    if (!check) throw new Error(`unknown keyword ${keyword}`);
    return check(given as never, value, root, schema);
  });
}
