// The words of Settings.
export const settings = {
  appearance: "Appearance",
  appearanceHint: "Kept in this browser only.",
};
