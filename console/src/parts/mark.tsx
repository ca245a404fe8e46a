export const Mark = ({ size = 24 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
    <rect width="32" height="32" rx="8" fill="var(--accent-fill)" />
    <g fill="#fff">
      <rect x="7" y="8" width="18" height="4" rx="2" />
      <rect x="7" y="14" width="13" height="4" rx="2" opacity=".75" />
      <rect x="7" y="20" width="8" height="4" rx="2" opacity=".5" />
      <circle cx="22.5" cy="22" r="2.6" />
    </g>
  </svg>
)
