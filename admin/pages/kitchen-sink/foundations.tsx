import { Wordmark } from "../../shell/wordmark";
import { Shelf, Specimen } from "./shelf";

export function Foundations() {
  return (
    <Shelf name="Foundations">
      <Specimen name="Wordmark">
        <Wordmark />
      </Specimen>
      <Specimen name="Type: 28, 20, 16, 14, 12" stack>
        <div class="grid gap-2">
          <div class="text-28 font-semibold tracking-tight">1,204 people want this jacket</div>
          <div class="text-20 font-semibold">Bought at least twice in the last 60 days</div>
          <div class="text-16">People who come back within two weeks spend more</div>
          <div>
            Body text is 14 pixels and stays under 75 characters on a line, so that it is read and not
            scanned.
          </div>
          <div class="text-12 text-muted">Notes and units: times in Europe/Rome, 0123456789</div>
        </div>
      </Specimen>
      <div class="grid gap-6 md:grid-cols-2">
        <Specimen name="Surfaces and accent">
          <Swatch class="bg-page" name="page" />
          <Swatch class="bg-surface" name="surface" />
          <Swatch class="bg-sunken" name="sunken" />
          <Swatch class="bg-accent-soft" name="accent soft" />
          <Swatch class="bg-accent" name="accent" />
          <Swatch class="bg-ink" name="ink" />
        </Specimen>
        <Specimen name="Charts, told apart by everybody">
          <Swatch class="bg-chart-1" name="1" />
          <Swatch class="bg-chart-2" name="2" />
          <Swatch class="bg-chart-3" name="3" />
          <Swatch class="bg-chart-4" name="4" />
          <Swatch class="bg-chart-5" name="5" />
          <Swatch class="bg-chart-rest" name="rest" />
        </Specimen>
      </div>
    </Shelf>
  );
}

function Swatch({ class: color, name }: { class: string; name: string }) {
  return (
    <div class="grid gap-1 text-12 text-muted">
      <div class={`h-10 w-16 rounded-field border border-line ${color}`} />
      {name}
    </div>
  );
}
