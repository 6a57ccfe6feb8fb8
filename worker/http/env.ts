/** What every request of the API carries: the Worker's bindings, and who asks for what. */
import type { Env } from "../env";
import type { Role } from "../members/roles";
import type { Token } from "../tokens/tokens";

export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** Set below `/api/shops/:shop`, for a member of that shop. */
    shop: string;
    member: Member;
    /** Set when it is one of the shop's API tokens that asks. */
    token?: Token;
  };
}

export interface Member {
  id: string;
  name: string;
  email: string;
  role: Role;
}
