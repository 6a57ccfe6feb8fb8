/** Rows of coupon codes. */
import { Cells, type FileRecord, type ImportFrame, Refused } from "./read";

export interface CodeRead {
  code: string;
}

export function readCode(frame: ImportFrame, record: FileRecord): CodeRead & { remarks: string[] } {
  const code = new Cells(frame, record).get("code");
  if (!code) throw new Refused("Has no code");
  if (code.length > 100) throw new Refused(`“${code.slice(0, 30)}…” is longer than 100 characters`);
  return { code, remarks: [] };
}
