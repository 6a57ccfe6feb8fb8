/** Description of the sign-in library's routes that are reachable (`worker/members/sign-in.ts`). */

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
const text = { type: "string" };
const posted = (properties: Record<string, object>) => ({
  required: true,
  content: {
    "application/json": { schema: { type: "object", required: Object.keys(properties), properties } },
  },
});
const tags = ["Members"];

export const signInPaths = {
  "/api/auth/sign-in/email": {
    post: {
      tags,
      summary: "Sign in",
      description: "Sets a session cookie for seven days. Ten tries a minute from one address.",
      requestBody: posted({ email: { type: "string", format: "email" }, password: text }),
      responses: {
        200: { description: "Signed in" },
        401: problem("Email or password is not right"),
        429: problem("Too many tries"),
      },
    },
  },
  "/api/auth/sign-out": {
    post: {
      tags,
      summary: "Sign out",
      requestBody: posted({}),
      responses: { 200: { description: "Signed out" } },
    },
  },
  "/api/auth/change-password": {
    post: {
      tags,
      summary: "Change the password",
      requestBody: posted({
        currentPassword: text,
        newPassword: text,
        revokeOtherSessions: { type: "boolean" },
      }),
      responses: { 200: { description: "Changed" }, 422: problem("The password is not right, or too short") },
    },
  },
};
