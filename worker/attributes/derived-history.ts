/** What derived attributes look at of a document's history, which is most of the document: only that is read. */
import type { Attribute } from "../../core/attributes/attribute";
import { raw, type Sql } from "../../core/rules/sql";

/** Of a document `d`, as JSON. */
export function historySql(attributes: Iterable<Pick<Attribute, "derived">>): Sql {
  const kinds = new Set(
    [...attributes].flatMap(({ derived }) => (derived && "did" in derived ? derived.did : [])),
  );
  return raw(
    `json_object(${[...kinds].map((kind) => `'${kind}', d.document -> '$.history.${kind}'`).join(", ")})`,
  );
}
