/** Of two profiles that are one person the one that is known for longer stays. */
export interface Known {
  id: string;
  createdAt: number;
}

export const isSurvivor = (one: Known, other: Known): boolean =>
  one.createdAt < other.createdAt || (one.createdAt === other.createdAt && one.id < other.id);
