// A product by its name, as soon as that is known.
import { useEffect } from "preact/hooks";
import { knowProducts, productName } from "./vocabulary";

export function ProductName({ id }: { id: string }) {
  useEffect(() => void knowProducts([{ did: "bought", items: { ids: [id] } }]), [id]);
  return <>{productName(id)}</>;
}
