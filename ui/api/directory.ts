import { useQuery } from '@tanstack/react-query';
import type { AppointmentList } from '../../server/appointments/contract.ts';
import type { Department } from '../../server/departments/contract.ts';
import type { Person, Role } from '../../server/identity/contract.ts';
import { api } from './client.ts';

const slow = { staleTime: 300_000 };

/** Colleagues of the town, of one role when given. */
export function usePeople(role?: Role) {
  return useQuery({
    queryKey: ['people', role ?? ''],
    queryFn: ({ signal }) => api.get<Person[]>('/api/people', { role }, signal),
    ...slow,
  });
}

/** Departments that orders can be sent to; those used lately come first. */
export function useDepartments() {
  return useQuery({
    queryKey: ['departments'],
    queryFn: ({ signal }) => api.get<Department[]>('/api/departments', {}, signal),
    ...slow,
  });
}

/** Rooms, and what stands in them between two instants (ISO 8601). */
export function useRooms(from?: string, to?: string) {
  return useQuery({
    queryKey: ['appointments', 'rooms', from ?? '', to ?? ''],
    queryFn: ({ signal }) => api.get<AppointmentList>('/api/appointments', { from, to }, signal),
    staleTime: 30_000,
  });
}
