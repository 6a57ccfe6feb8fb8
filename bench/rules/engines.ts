/** Everyone that we compare with. */
import { attributesOf } from "../../core/attributes/standard";
import { clockIn } from "../../core/time/zone";
import { ZONE } from "../../demo/generate/index";
import { byHand } from "./by-hand";
import type { Engine } from "./engine";
import { jsonLogicEngines } from "./json-logic";
import { jsonRulesEngine } from "./json-rules-engine";
import { mongoEngines } from "./mongo";
import { NOW } from "./people";

export const engines = async (): Promise<Engine[]> => [
  byHand(attributesOf([]), clockIn(ZONE, NOW)),
  ...(await mongoEngines()),
  ...(await jsonLogicEngines()),
  await jsonRulesEngine(),
];
