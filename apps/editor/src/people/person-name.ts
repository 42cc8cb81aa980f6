import { LOCAL_KEY_NAME } from '@sluice/protocol';
import type { TFunction } from 'i18next';

/** A name as people are shown it: one that the gateway gave itself is said in the language of the page. */
export function personName(name: string, t: TFunction): string {
  return name === LOCAL_KEY_NAME ? t('together.thisMachine') : name;
}
