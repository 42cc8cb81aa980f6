/** The mark: two streams through a gate. */
export function Logo({ size }: { readonly size: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="#0b7390" />
      <path
        d="M6 12c3.3 0 3.3 2.6 6.6 2.6S16 12 19.3 12s3.4 2.6 6.7 2.6"
        fill="none"
        stroke="#fff"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <path
        d="M6 19.5c3.3 0 3.3 2.6 6.6 2.6s3.4-2.6 6.7-2.6 3.4 2.6 6.7 2.6"
        fill="none"
        stroke="#9fd8e4"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
    </svg>
  );
}
