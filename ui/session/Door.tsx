/** The mark: a door ajar. */
export function DoorMark({ size = 22 }: { readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      aria-hidden
    >
      <path d="M2 21.5h4V2.5h12v19h4" />
      <path d="M9 6.2 15 8v13.5H9Z" fill="currentColor" stroke="none" />
      <circle cx="11" cy="14" r="1.1" fill="var(--bar)" stroke="none" />
    </svg>
  );
}

/** The door of the login page, drawn: frame, leaf, knob, threshold. */
export function Door() {
  return (
    <svg className="door" viewBox="0 0 600 640" preserveAspectRatio="xMaxYMax meet" aria-hidden>
      <path d="M357 604V4h188v600" fill="#20427f" stroke="#5e8bd0" strokeWidth="1.6" />
      <path d="M-1200 604H357M545 604h400" stroke="#5e8bd0" strokeWidth="1.6" fill="none" />
      <path d="M400 58 545 5v599L400 636Z" fill="#1f5fbf" />
      <circle cx="422" cy="354" r="6.5" fill="#fff" />
    </svg>
  );
}
