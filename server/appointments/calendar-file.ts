import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Calendar } from '../mail/outbox.ts';

export interface Entry {
  /** Stays the same for the life of the appointment, so that calendars replace the entry. */
  readonly uid: string;
  /** Grows with every change. */
  readonly sequence: number;
  readonly start: Date;
  readonly end: Date;
  readonly summary: string;
  readonly location: string;
  readonly organizer: { readonly name: string; readonly address: string };
  readonly attendee: { readonly name: string; readonly address: string };
  readonly stamp: Date;
  readonly cancelled: boolean;
}

/** The calendar file of an invitation or its cancellation. Times in UTC: every reader shows them in its own zone. */
export function calendarFile(entry: Entry): Calendar {
  const method = entry.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId: { company: 'onedoor', product: 'appointments', language: 'ZH' }, method });
  const event = calendar.createEvent({
    id: entry.uid,
    sequence: entry.sequence,
    start: entry.start,
    end: entry.end,
    stamp: entry.stamp,
    summary: entry.summary,
    location: entry.location,
    status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: entry.organizer.name, email: entry.organizer.address },
  });
  event.createAttendee({ name: entry.attendee.name, email: entry.attendee.address, rsvp: true });
  return { method: entry.cancelled ? 'CANCEL' : 'REQUEST', name: '调解预约.ics', content: calendar.toString() };
}
