/** The renderer in the npm module: a chunk that is loaded when there is something to draw. */
export const loadRenderer = () => import("../renderer");
