import type { ThemeConfig } from 'antd';
import { fonts, tokens } from './tokens.ts';

/** How big things are: `large` is 大字版 (× 1.143), `phone` the floor for thumbs. */
export type Size = 'normal' | 'large' | 'phone';

const sizes = {
  normal: { fontSize: 14, fontSizeSM: 13, fontSizeLG: 16, controlHeight: 34, controlHeightSM: 28, controlHeightLG: 44 },
  large: { fontSize: 16, fontSizeSM: 15, fontSizeLG: 18, controlHeight: 40, controlHeightSM: 34, controlHeightLG: 48 },
  phone: { fontSize: 16, fontSizeSM: 15, fontSizeLG: 17, controlHeight: 44, controlHeightSM: 44, controlHeightLG: 50 },
} as const;

/** The theme of both web apps. `still`: the person asked for no motion. */
export function themeFor(size: Size, still = false): ThemeConfig {
  return {
    cssVar: { prefix: 'od' },
    hashed: false,
    token: { ...colours, ...shapes, ...sizes[size], motion: !still },
    components: componentsFor(size),
  };
}

const colours = {
  colorPrimary: tokens.brand,
  colorPrimaryHover: tokens.brandHover,
  colorPrimaryActive: tokens.brandActive,
  colorInfo: tokens.brand,
  colorLink: tokens.brand,
  colorLinkHover: tokens.brandHover,
  colorSuccess: tokens.ok,
  colorWarning: tokens.l2,
  colorError: tokens.danger,
  colorErrorText: tokens.danger,
  colorErrorHover: '#9a151d',
  colorText: tokens.ink,
  colorTextSecondary: tokens.ink2,
  colorTextTertiary: tokens.ink3,
  colorTextDescription: tokens.ink3,
  colorTextPlaceholder: tokens.placeholder,
  colorTextDisabled: '#667187',
  colorBorder: tokens.lineStrong,
  colorBorderSecondary: tokens.line,
  colorSplit: tokens.lineSoft,
  colorBgLayout: tokens.page,
  colorBgContainer: tokens.surface,
  colorFillAlter: tokens.sunken,
} as const;

const shapes = {
  fontFamily: fonts.sans,
  fontFamilyCode: fonts.mono,
  lineHeight: 1.5714,
  fontWeightStrong: 600,
  borderRadius: 4,
  borderRadiusLG: 6,
  borderRadiusSM: 3,
  controlOutline: 'rgba(31,95,191,.22)',
  boxShadow: 'none',
  boxShadowTertiary: 'none',
  boxShadowSecondary: '0 8px 28px rgba(22,35,58,.16), 0 1px 3px rgba(22,35,58,.10)',
  motionDurationFast: '0.12s',
  motionDurationMid: '0.18s',
  motionDurationSlow: '0.18s',
  wireframe: false,
} as const;

function componentsFor(size: Size): NonNullable<ThemeConfig['components']> {
  const small = sizes[size].fontSizeSM;
  return {
    Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400, paddingInline: 14 },
    Form: { itemMarginBottom: 14, verticalLabelPadding: '0 0 4px', labelColor: tokens.ink2, labelFontSize: small },
    Input: { activeShadow: '0 0 0 3px rgba(31,95,191,.16)' },
    Modal: { titleFontSize: sizes[size].fontSizeLG },
    Segmented: { trackBg: '#e8edf4', itemSelectedColor: tokens.ink, itemColor: tokens.ink2 },
    Tag: { defaultBg: '#eef1f6', defaultColor: tokens.ink2 },
    Select: { optionSelectedBg: tokens.brandTint, optionSelectedFontWeight: 600 },
  };
}
