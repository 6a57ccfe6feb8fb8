/** What every request of the API carries: the Worker's bindings, and who asks for what. */
import type { Env } from "../env";
import type { Role } from "../members/roles";

export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** Set below `/api/shops/:shop`, for a member of that shop. */
    shop: string;
    member: Member;
  };
}

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
}
