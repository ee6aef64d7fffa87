/** What a town sets for itself. Statutory caps win over these. */
export interface TownSettings {
  /** Business hours of a working day as `HH:MM` pairs, in order. */
  readonly hours: readonly (readonly [from: string, until: string])[];
  /** Rooms that can be booked. */
  readonly rooms: readonly string[];
  /** The people's mediation committee that seals agreements. */
  readonly committee: string;
}

export const defaultSettings: TownSettings = {
  hours: [
    ['08:30', '12:00'],
    ['14:30', '17:30'],
  ],
  rooms: ['第一调解室', '第二调解室', '视频调解室'],
  committee: '人民调解委员会',
};
