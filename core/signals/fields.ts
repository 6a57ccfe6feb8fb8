/**
 * Field readers: one definition both checks a value that came over the wire and describes it as JSON Schema.
 *
 * A reader never throws. What does not fit is reported with its path and a reason; an optional field that does
 * not fit is left out and the rest is kept. Made for the visit path, where a general validator costs too much.
 */
export interface Problem {
  /** Where, as a JSON path such as `signals[2].product.price`. */
  path: string;
  /** What is wrong, as a sentence without a full stop. */
  reason: string;
  /** What to do instead, where there is something. */
  hint?: string;
}

export interface Field<T> {
  /** Problems that it adds are relative to this value: who holds it puts its own name before. */
  read(raw: unknown, problems: Problem[]): T | undefined;
  optional?: true;
  schema: Record<string, unknown>;
}

export type ValueOf<F> = F extends Field<infer T> ? T : never;

type Shape = Record<string, Field<unknown>>;
type OptionalKeys<S extends Shape> = { [K in keyof S]: S[K] extends { optional: true } ? K : never }[keyof S];
export type ObjectOf<S extends Shape> = { [K in Exclude<keyof S, OptionalKeys<S>>]: ValueOf<S[K]> } & {
  [K in OptionalKeys<S>]?: ValueOf<S[K]>;
};

/** Text, trimmed. `max` is in UTF-16 units; longer text is cut where `cut` is set, otherwise refused. */
export function text(options: { max: number; min?: number; pattern?: RegExp; cut?: true }): Field<string> {
  const { max, min = 0, pattern, cut } = options;
  return {
    schema: { type: "string", minLength: min, maxLength: max, ...(pattern && { pattern: pattern.source }) },
    read(raw, problems) {
      if (typeof raw !== "string") return refuse(problems, "must be text");
      let value = raw.trim();
      if (value.length > max) {
        if (!cut) return refuse(problems, `must have at most ${max} characters`);
        value = value.slice(0, max);
      }
      if (value.length < min) return refuse(problems, "must not be empty");
      if (pattern && !pattern.test(value)) return refuse(problems, `must match ${pattern.source}`);
      return value;
    },
  };
}

export function number(options: { min?: number; max?: number; integer?: true } = {}): Field<number> {
  const { min = -1e15, max = 1e15, integer } = options;
  return {
    schema: { type: integer ? "integer" : "number", minimum: min, maximum: max },
    read(raw, problems) {
      if (typeof raw !== "number" || !Number.isFinite(raw)) return refuse(problems, "must be a number");
      if (integer && !Number.isSafeInteger(raw)) return refuse(problems, "must be a whole number");
      if (raw < min || raw > max) return refuse(problems, `must be between ${min} and ${max}`);
      return raw;
    },
  };
}

export const boolean: Field<boolean> = {
  schema: { type: "boolean" },
  read: (raw, problems) => (typeof raw === "boolean" ? raw : refuse(problems, "must be true or false")),
};

export function oneOf<const T extends string>(values: readonly T[]): Field<T> {
  return {
    schema: { type: "string", enum: values },
    read: (raw, problems) =>
      values.includes(raw as T) ? (raw as T) : refuse(problems, `must be one of ${values.join(", ")}`),
  };
}

export function list<T>(of: Field<T>, options: { max: number }): Field<T[]> {
  return {
    schema: { type: "array", maxItems: options.max, items: of.schema },
    read(raw, problems) {
      if (!Array.isArray(raw)) return refuse(problems, "must be a list");
      if (raw.length > options.max) return refuse(problems, `must have at most ${options.max} entries`);
      const values: T[] = [];
      for (let i = 0; i < raw.length; i++) {
        const before = problems.length;
        const value = of.read(raw[i], problems);
        if (problems.length > before) within(`[${i}]`, problems, before);
        if (value !== undefined) values.push(value);
      }
      return values;
    },
  };
}

/** An object with known fields; unknown ones are ignored, so that an older server understands a newer browser. */
export function object<S extends Shape>(shape: S): Field<ObjectOf<S>> {
  const fields = Object.entries(shape);
  return {
    schema: {
      type: "object",
      properties: Object.fromEntries(fields.map(([name, field]) => [name, field.schema])),
      required: fields.filter(([, field]) => !field.optional).map(([name]) => name),
    },
    read(raw, problems) {
      if (typeof raw !== "object" || raw === null || Array.isArray(raw))
        return refuse(problems, "must be an object");
      const value: Record<string, unknown> = {};
      for (const [name, field] of fields) {
        const given = (raw as Record<string, unknown>)[name];
        if (given === undefined || given === null) {
          if (field.optional) continue;
          return refuse(problems, "is missing", name);
        }
        const before = problems.length;
        const read = field.read(given, problems);
        // Paths are written for what does not fit only: most requests are right.
        if (problems.length > before) within(name, problems, before);
        if (read !== undefined) value[name] = read;
        else if (!field.optional) return undefined;
      }
      return value as ObjectOf<S>;
    },
  };
}

/** An object with free names, such as the attributes that a shop sets. */
export function record<T>(of: Field<T>, options: { max: number; name: number }): Field<Record<string, T>> {
  return {
    schema: { type: "object", maxProperties: options.max, additionalProperties: of.schema },
    read(raw, problems) {
      if (typeof raw !== "object" || raw === null || Array.isArray(raw))
        return refuse(problems, "must be an object");
      const entries = Object.entries(raw);
      if (entries.length > options.max) return refuse(problems, `must have at most ${options.max} entries`);
      // No prototype: a name such as "__proto__" is only a name.
      const value: Record<string, T> = Object.create(null);
      for (const [name, given] of entries) {
        if (name.length > options.name) {
          refuse(problems, `has a name of more than ${options.name} characters`, name.slice(0, options.name));
          continue;
        }
        const before = problems.length;
        const read = of.read(given, problems);
        if (problems.length > before) within(name, problems, before);
        if (read !== undefined) value[name] = read;
      }
      return value;
    },
  };
}

/** A value whose type is checked later, against the attribute's definition. Null clears. */
export const attributeValue: Field<string | number | boolean | null | string[]> = {
  schema: {
    anyOf: [
      { type: "string", maxLength: 5000 },
      { type: "number" },
      { type: "boolean" },
      { type: "null" },
      { type: "array", maxItems: 100, items: { type: "string", maxLength: 500 } },
    ],
  },
  read(raw, problems) {
    if (raw === null || typeof raw === "boolean") return raw;
    if (typeof raw === "number" && Number.isFinite(raw)) return raw;
    if (typeof raw === "string")
      return raw.length <= 5000 ? raw : refuse(problems, "must have at most 5000 characters");
    if (Array.isArray(raw)) {
      if (raw.length <= 100 && raw.every((item) => typeof item === "string" && item.length <= 500))
        return raw;
      return refuse(problems, "must be a list of at most 100 texts of at most 500 characters");
    }
    return refuse(problems, "must be text, a number, true or false, or a list of texts");
  },
};

export function optional<T>(field: Field<T>): Field<T> & { optional: true } {
  return { ...field, optional: true };
}

function refuse(problems: Problem[], reason: string, path = ""): undefined {
  problems.push({ path, reason });
  return undefined;
}

/** Puts the name of the holder before the paths of the problems from a place on. */
export function within(name: string, problems: Problem[], from: number): void {
  for (let i = from; i < problems.length; i++) {
    const problem = problems[i]!;
    const { path } = problem;
    problem.path = path === "" || path.startsWith("[") ? name + path : `${name}.${path}`;
  }
}
