// The shop window that the owner sees while they fill in the form: the sign says their shop's name, and with each part
// that is complete a lamp goes on. A picture only: the form beside it says all in words.
export interface ShopWindowProps {
  sign: string;
  address: string;
  lit: readonly boolean[];
}

export function ShopWindow({ sign, address, lit }: ShopWindowProps) {
  return (
    <div aria-hidden="true" style={{ "--lit": lit.filter(Boolean).length }}>
      <div class="shop-window">
        <div class="shop-window-sign">{sign}</div>
        <div class="shop-window-panes">
          {lit.map((on, pane) => (
            <div key={shown[pane]} class="shop-window-pane" data-lit={on}>
              <svg viewBox="0 0 60 100" fill="currentColor">
                <path d={shown[pane]} />
                <path d={PLINTH} fill-opacity="0.55" />
              </svg>
            </div>
          ))}
        </div>
        <div class="shop-window-sill">{address}</div>
      </div>
      <div class="shop-window-light" />
    </div>
  );
}

const PLINTH = "M16 74h28v26H16z";

/** A vase, a lamp, a bowl with something in it. */
const shown = [
  "M26 38h8v6c0 3 7 7 7 16 0 7-4 14-8 14h-6c-4 0-8-7-8-14 0-9 7-13 7-16z",
  "M24 36h12l7 18H17zM29 54h2v16h6v4H23v-4h6z",
  "M15 59h30c0 8-6 13-12 15h-6c-6-2-12-7-12-15zM19 51a6.5 6.5 0 1 1 13 0 6.5 6.5 0 1 1-13 0zM32.5 53a5 5 0 1 1 10 0 5 5 0 1 1-10 0zM26 44l4-5 1 .8-3 5.2z",
];
