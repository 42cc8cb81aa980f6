import { useStore } from 'zustand';
import { useDraftSession } from '../draft/draft-context.tsx';
import { late } from '../parts/late.tsx';

const LateAvatars = late(async () => (await import('./guest-avatars.tsx')).GuestAvatars);
const LateOnCanvas = late(async () => (await import('./canvas-guests.tsx')).CanvasGuests);

/** Who else has this workflow open; fetched with the first who comes. */
export function Guests() {
  return useHasGuests() && <LateAvatars />;
}

/** Where they are on a canvas, and for them where the own pointer is. */
export function GuestsOnCanvas() {
  return useHasGuests() && <LateOnCanvas />;
}

function useHasGuests(): boolean {
  const { presence } = useDraftSession();
  return useStore(presence, (guests) => guests.length > 0);
}
