/** One after the other, all of them: one that fails, such as a shop that is too large, holds back none of the rest. */
export async function eachAlone<T>(things: readonly T[], work: (thing: T) => Promise<void>): Promise<void> {
  const errors: unknown[] = [];
  for (const thing of things) await work(thing).catch((error: unknown) => errors.push(error));
  if (errors.length > 0)
    throw errors.length === 1 ? errors[0] : new AggregateError(errors, String(errors[0]));
}
