import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../parts/empty-state.tsx';
import { IconUser } from '../../parts/icons.ts';

/** What a guest sees when every share has ended. */
export function NothingShared() {
  const { t } = useTranslation();
  return <EmptyState icon={<IconUser size={24} />} title={t('shared.nothing')} text={t('shared.nothingText')} />;
}
