export function buildSdk(options?: { outDir?: string; minify?: boolean }): Promise<{
  files: Record<"renderer" | "onsite" | "collect" | "vitrine", string>;
  sizes: Record<"renderer" | "onsite" | "collect" | "vitrine", number>;
}>;
