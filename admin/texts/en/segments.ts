// The words of Segments and the rule editor.
export const segments = {
  title: "Group people by what they do",
  about:
    "A segment is a group of people kept up to date by a rule, such as “bought twice in the last 60 days”.",
};
