/** What zod refuses, said as the rest of the API says it: a sentence without a subject and without a full stop. */
import type { core } from "zod";

export function reasonOf(issue: core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${WORDS[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map(String).join(", ")}`;
    case "too_small":
    case "too_big":
      return bound(issue);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_format":
      return FORMATS[issue.format] ?? "does not have the right form";
    case "invalid_union":
      return unionReason(issue);
    case "custom":
      return issue.message && issue.message !== "Invalid input" ? issue.message : "is not valid";
    default:
      return "is not valid";
  }
}

const WORDS: Record<string, string> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const FORMATS: Record<string, string> = {
  email: "must be an email address",
  url: "must be an address such as https://example.com",
  regex: "does not have the right form",
  safeint: "must be a whole number",
  date: "must be a date such as 2026-11-27",
};

function bound(issue: core.$ZodIssueTooSmall | core.$ZodIssueTooBig): string {
  const [word, limit] = issue.code === "too_small" ? ["at least", issue.minimum] : ["at most", issue.maximum];
  if (issue.origin === "string")
    return limit === 1 && word === "at least" ? "must not be empty" : `must have ${word} ${limit} characters`;
  if (issue.origin === "array" || issue.origin === "set") return `must have ${word} ${limit} entries`;
  const edge = issue.inclusive === false ? (word === "at least" ? "more than" : "less than") : word;
  return `must be ${edge} ${limit}`;
}

/** Of several forms, the one that came nearest says what is wrong. */
function unionReason(issue: core.$ZodIssueInvalidUnion): string {
  if (issue.errors.length === 0) return "must say which of its forms it has";
  const nearest = [...issue.errors].sort((a, b) => a.length - b.length)[0]?.[0];
  return nearest
    ? `fits none of its forms: ${[...nearest.path.map(String), reasonOf(nearest)].join(" ")}`
    : "is not valid";
}
