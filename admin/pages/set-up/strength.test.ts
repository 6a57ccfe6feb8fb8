import { expect, it } from "vitest";
import { strengthOf } from "./strength";

it("asks for ten characters first", () => {
  expect(strengthOf("")).toBe("short");
  expect(strengthOf("a7$Kp2!xQ")).toBe("short");
});

it("is not taken in by rows, repeats and the best-known words", () => {
  for (const easy of ["aaaaaaaaaaaaaaaa", "1234567890", "qwertyuiop", "Password2026", "abcabcabcabc"])
    expect(strengthOf(easy), easy).toBe("weak");
});

it("knows what others know of the owner", () => {
  expect(strengthOf("AdaLovelace1843")).not.toBe("weak");
  expect(strengthOf("AdaLovelace1843", ["Ada Lovelace"])).toBe("weak");
});

it("likes long ones, with or without signs", () => {
  expect(strengthOf("correct horse battery staple")).toBe("strong");
  expect(strengthOf("w7$Kp2!xQ9vR")).toBe("fair");
  expect(strengthOf("w7$Kp2!xQ9vR#mZ4")).toBe("strong");
});
