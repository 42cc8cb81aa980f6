import { hasRole, type Role, roles } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { PageSelect } from '../../parts/page-select.tsx';
import { useMe } from '../../queries/use-me.ts';

interface RoleFieldProps {
  readonly value: Role;
  readonly onChange: (role: Role) => void;
  /** Why the role cannot be changed. */
  readonly lockedReason?: string | undefined;
}

/** A role that one may give: none higher than one's own. Says what the chosen one may do. */
export function RoleField({ value, onChange, lockedReason }: RoleFieldProps) {
  const { t } = useTranslation();
  const me = useMe();
  const offered = roles.filter((each) => each === value || hasRole(me.data?.role ?? 'owner', each));
  return (
    <PageSelect
      label={t('keys.role')}
      description={lockedReason ?? t(`role.${value}.help`)}
      data={offered.map((each) => ({ value: each, label: t(`role.${each}`) }))}
      value={value}
      onChange={(role) => role !== null && onChange(role)}
      allowDeselect={false}
      disabled={lockedReason !== undefined}
      mb="md"
    />
  );
}
