/** Operators of places. */
import { operator } from "./operator";
import { type Circle, type Point, parseCircle, pointAt, squareOf } from "./places";

export const placeOperators = {
  within: operator<Point, Circle, { centre: Point; square: number }, string>({
    label: "is within",
    on: ["place"],
    input: "circle",
    parse: parseCircle,
    ready: ({ lat, lon, km }) => ({ centre: pointAt(lat, lon), square: squareOf(km) }),
    missing: false,
    test: ([x, y, z], { centre: [a, b, c], square }) => (x - a) ** 2 + (y - b) ** 2 + (z - c) ** 2 <= square,
    sql: (sql, column, { centre: [a, b, c], square }) => {
      const squared = (axis: number, centre: number) =>
        sql`(${column} ->> ${axis} - ${centre}) * (${column} ->> ${axis} - ${centre})`;
      return sql`${squared(0, a)} + ${squared(1, b)} + ${squared(2, c)} <= ${square}`;
    },
    describe: ({ lat, lon, km }) => `is within ${km} km of ${lat}, ${lon}`,
    examples: [
      // Zürich is 95 km from Bern, as the crow flies.
      ["47.38,8.54", { lat: 46.95, lon: 7.45, km: 96 }, true],
      ["47.38,8.54", { lat: 46.95, lon: 7.45, km: 94 }, false],
      ["47.38,8.54", { lat: 47.38, lon: 8.54, km: 1 }, true],
      // Over the date line, over the pole, and to the antipodes.
      ["-17,179.9", { lat: -17, lon: -179.9, km: 22 }, true],
      ["89.9,0", { lat: 89.9, lon: 180, km: 23 }, true],
      ["47.38,8.54", { lat: -47.38, lon: -171.46, km: 20_000 }, false],
      ["47.38,8.54", { lat: -47.38, lon: -171.46, km: 20_040 }, true],
      [null, { lat: 47.38, lon: 8.54, km: 50 }, false],
    ],
  }),
};
