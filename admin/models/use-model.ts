// A page's state as long as the page is shown: made once, thrown away with it.
import { useEffect, useState } from "preact/hooks";

export function useModel<Model extends { dispose(): void }>(make: () => Model): Model {
  const [model] = useState(make);
  useEffect(() => () => model.dispose(), [model]);
  return model;
}
