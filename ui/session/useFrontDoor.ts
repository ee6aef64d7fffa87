import { useEffect, useState } from 'react';
import type { FrontDoor } from '../../server/towns/contract.ts';
import { api } from '../api/client.ts';

/** The centre's name, hours and phone for the login page; null until known, or when the server does not say. */
export function useFrontDoor(): FrontDoor | null {
  const [door, setDoor] = useState<FrontDoor | null>(null);
  useEffect(() => {
    api.get<FrontDoor>('/api/front-door').then(setDoor, () => {}); // The page works without it.
  }, []);
  return door;
}
