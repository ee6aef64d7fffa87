import { Building2, Footprints, Globe, Landmark, type LucideIcon, Phone, Users } from 'lucide-react';

const icons: Readonly<Record<string, LucideIcon>> = {
  visit: Footprints,
  phone: Phone,
  grid: Users,
  department: Building2,
  judicial: Landmark,
  online: Globe,
};

interface Props {
  readonly sources: readonly { readonly code: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (code: string) => void;
}

/** 怎么来的, as buttons. */
export function Source({ sources, value, onChange }: Props) {
  return (
    <div className="options" role="radiogroup" aria-label="怎么来的">
      {sources.map(({ code, label }) => {
        const Icon = icons[code] ?? Footprints;
        return (
          // biome-ignore lint/a11y/useSemanticElements: drawn as buttons, said as radios.
          <button key={code} type="button" role="radio" aria-checked={code === value} onClick={() => onChange(code)}>
            <Icon size={16} aria-hidden />
            {label}
          </button>
        );
      })}
    </div>
  );
}
