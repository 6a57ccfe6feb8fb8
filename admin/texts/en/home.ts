// The words of Home and set-up.
export const home = {
  title: "Nothing to report yet",
  about: "Visitors, messages and what they earned appear here as soon as your shop sends its first signal.",
};
