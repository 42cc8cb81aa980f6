import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isThere } from '../parts/fetch-part.ts';
import { IconWifiOff } from '../parts/icons.ts';
import type { StreamState } from '../stream/stream-client.ts';
import classes from './connection-notice.module.css';
import { stream } from './services.ts';

/** A short cut is nobody's business: the notice comes when the connection is away for longer than this. */
const PATIENCE_MS = 1500;

/** Says quietly that there is no line, or that live updates are away and are being fetched back. */
export function ConnectionNotice() {
  const { t } = useTranslation();
  const [isAway, setIsAway] = useState(false);
  const isOffline = useIsOffline();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = (state: StreamState) => {
      clearTimeout(timer);
      if (state === 'reconnecting') timer = setTimeout(() => setIsAway(true), PATIENCE_MS);
      else setIsAway(false);
    };
    follow(stream.state);
    const stop = stream.onState(follow);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return (
    <div className={classes['holder']} role="status">
      {(isOffline || isAway) && (
        <span className={classes['notice']}>
          <IconWifiOff size={15} aria-hidden="true" />
          {t(isOffline ? 'connection.offline' : 'connection.reconnecting')}
        </span>
      )}
    </div>
  );
}

/** Whether the browser has no line to the server. One without a network still has one to a server on the same machine. */
function useIsOffline(): boolean {
  const [isOffline, setOffline] = useState(false);
  useEffect(() => {
    const look = async () => setOffline(!navigator.onLine && !(await isThere()) && !navigator.onLine);
    const listening = new AbortController();
    for (const event of ['online', 'offline']) window.addEventListener(event, look, { signal: listening.signal });
    void look();
    return () => listening.abort();
  }, []);
  return isOffline;
}
