/** Writes the npm module to `outDir`, ready for `npm pack`. Answers the names of its files of code. */
export function buildModule(options?: { outDir?: string }): Promise<string[]>;
