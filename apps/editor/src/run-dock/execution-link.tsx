import { Button } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';

const ButtonLink = createLink(Button<'a'>);

/** Leads to the page of an execution. */
export function ExecutionLink({ executionId, children }: { readonly executionId: string; readonly children: ReactNode }) {
  return (
    <ButtonLink component="a" to="/executions/$executionId" params={{ executionId }} variant="default" size="xs">
      {children}
    </ButtonLink>
  );
}
