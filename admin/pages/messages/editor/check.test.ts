import { expect, test } from "vitest";
import { TEMPLATES } from "../../../../core/messages/templates/index";
import { welcomeOffer } from "../../../../core/messages/templates/welcome-offer";
import { check, ownPath, tabOf, variantAt, type Work } from "./check";

const aMessage = (change: (work: Work) => void = () => {}): Work => {
  const work = structuredClone({ name: "Offer", design: welcomeOffer.design }) as Work;
  change(work);
  return work;
};
const places = (change: (work: Work) => void, segments?: Set<string>) =>
  check(aMessage(change), segments).map(({ path }) => path);
const content = (work: Work) => work.design.variants[0]!.content;

test("templates are fit to be saved", () => {
  for (const { name, design } of TEMPLATES) expect(check({ name, design })).toEqual([]);
});

test("tells what is missing, at its place", () => {
  expect(places((work) => (work.name = " "))).toEqual(["name"]);
  expect(places((work) => (content(work).blocks = []))).toEqual(["variants[0].content.blocks"]);
  expect(
    places((work) => {
      content(work).blocks = [
        { type: "heading", text: "", level: 1 },
        { type: "text", text: "[here](javascript:alert(1))" },
        { type: "image", url: "/a.jpg", alt: "", width: 0, height: 10 },
        { type: "button", text: "Go", action: { do: "link", url: "shop.example/a b" } },
        {
          type: "form",
          fields: [{ id: "email", type: "email", label: "", required: true }],
          submit: "",
          thanks: "",
          consent: { text: "", version: "" },
        },
      ];
    }),
  ).toEqual(
    [
      "[0].text",
      "[1].text",
      "[2].url",
      "[2].width",
      "[3].action.url",
      "[4].fields[0].label",
      "[4].submit",
      "[4].thanks",
      "[4].consent.text",
      "[4].consent.version",
    ].map((place) => `variants[0].content.blocks${place}`),
  );
});

test("an empty list of segments or pages shows it to nobody", () => {
  expect(places((work) => (work.design.audience = { include: [], exclude: [] } as never))).toEqual([
    "audience.include",
  ]);
  expect(places((work) => (work.design.pages.include = []))).toEqual(["pages.include"]);
  expect(
    places((work) => (work.design.audience = { include: ["a", "b"], exclude: [] } as never), new Set(["b"])),
  ).toEqual(["audience.include[0]"]);
});

test("numbers that are not there yet, and an end before the beginning", () => {
  expect(
    places((work) => {
      work.design.trigger = { on: "delay", seconds: Number.NaN };
      work.design.frequency = { perVisit: 1.5, coolDownHours: null as never, stopAfter: [] };
      work.design.schedule = { from: 2, until: 1 };
      work.design.control = 0.7;
      content(work).theme = { ...content(work).theme, text: "#12" };
    }),
  ).toEqual([
    "variants[0].content.theme.text",
    "trigger.seconds",
    "frequency.perVisit",
    "frequency.coolDownHours",
    "schedule.until",
    "control",
  ]);
});

test.each([
  ["name", "content"],
  ["variants[0].content.blocks[2].text", "content"],
  ["variants[0].content.blocks[2].fields[0].label", "content"],
  ["variants[1].content.theme.accent", "look"],
  ["variants[1].content.label", "look"],
  ["variants[1].name", "test"],
  ["variants[1].weight", "test"],
  ["control", "test"],
  ["audience.include[0]", "who"],
  ["condition.all[0].value", "who"],
  ["schedule.until", "when"],
] as const)("%s stands under %s", (path, tab) => {
  expect(tabOf(path)).toBe(tab);
});

test("reads the API's paths", () => {
  expect(ownPath("draft.audience.include[0]")).toBe("audience.include[0]");
  expect(ownPath("name")).toBe("name");
  expect(variantAt("variants[12].name")).toBe(12);
  expect(variantAt("control")).toBeUndefined();
});
