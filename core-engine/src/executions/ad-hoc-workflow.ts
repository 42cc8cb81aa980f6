/** The workflow id under which documents run that are not kept as workflows. */
export const AD_HOC_WORKFLOW_ID = 'ad-hoc';
