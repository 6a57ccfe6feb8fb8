/** Apart from the catalogue, so that the page's script does not carry all products to know it. */
export const currency = "EUR";
