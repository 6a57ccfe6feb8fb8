// Signing in and out, by the sign-in library's own routes (not part of the typed API).
import { apiFetch } from "../api";
import { text } from "../texts/index";
import { notify } from "./toasts";

export interface Credentials {
  email: string;
  password: string;
}

/** @throws ProblemError "wrong-password" or "too-many" */
export async function signIn(credentials: Credentials): Promise<void> {
  await post("sign-in/email", credentials);
}

export async function isSignedIn(): Promise<boolean> {
  const response = await apiFetch()("/api/auth/get-session", { credentials: "same-origin" });
  return Boolean(await response.json());
}

/** Ends the session and leaves for the sign-in page. Drafts stay in this browser, for the same person to find. */
export async function signOut(): Promise<void> {
  try {
    await post("sign-out", {});
  } catch {
    notify(text.members.signOutFailed, { tone: "problem" });
    return;
  }
  location.assign("/admin/sign-in");
}

function post(path: string, body: object): Promise<Response> {
  return apiFetch()(`/api/auth/${path}`, {
    method: "POST",
    credentials: "same-origin",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
