// The words of Profiles.
export const profiles = {
  title: "One profile for each person",
  about: "Each visitor becomes a profile: what they viewed, bought and told you, in one place.",
};
