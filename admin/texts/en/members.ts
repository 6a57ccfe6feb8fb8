// The words of signing in and of the one-time set-up link.
export const members = {
  signIn: "Sign in",
};
