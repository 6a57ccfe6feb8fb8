/** A ZIP file of some texts and bytes (PKWARE's APPNOTE), as WordPress and Shopify's people upload them. */
import { crc32, deflateRawSync } from "node:zlib";

const VERSION = 20;
const UTF8 = 0x0800;
const DEFLATED = 8;
/** 1 January 1980: the same files make the same archive. */
const DATE = 0x21;
const REGULAR_FILE = 0o100644 << 16;

export function zip(files: readonly { path: string; bytes: Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, bytes } of files) {
    const name = Buffer.from(path);
    const packed = deflateRawSync(bytes, { level: 9 });
    const about = Buffer.alloc(26);
    about.writeUInt16LE(VERSION, 0);
    about.writeUInt16LE(UTF8, 2);
    about.writeUInt16LE(DEFLATED, 4);
    about.writeUInt16LE(DATE, 8);
    about.writeUInt32LE(crc32(bytes), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(bytes.length, 18);
    about.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), about, name, packed]);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(REGULAR_FILE >>> 0, 6);
    where.writeUInt32LE(offset, 10);
    // Made on Unix, so that the file's mode counts.
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([VERSION, 3]), about, where, name);
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, Buffer.from("PK\x05\x06"), end]);
}
