import { App as AntApp, ConfigProvider } from 'antd';
import zhModule from 'antd/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import './base.css';
import { nameIcons } from './icons.ts';
import { type Size, themeFor } from './theme.ts';
import { cssVariables } from './tokens.ts';

dayjs.locale('zh-cn');
// A CommonJS module with a default: bundlers differ on whether the import is it or holds it.
const zhCN = 'default' in zhModule ? (zhModule.default as typeof zhModule) : zhModule;
const storageKey = 'onedoor:large';

const LargeType = createContext({ large: false, toggle: () => {} });

/** 大字版: whether it is on, and the switch. Kept in this browser. */
export const useLargeType = () => useContext(LargeType);

/** Whether the window is a phone's (≤ 640 px). */
export function usePhone(): boolean {
  return useMedia('(max-width: 640px)');
}

export function useMedia(query: string): boolean {
  const [matches, set] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const media = window.matchMedia(query);
    const change = () => set(media.matches);
    change();
    media.addEventListener('change', change);
    return () => media.removeEventListener('change', change);
  }, [query]);
  return matches;
}

/** antd in Chinese with our tokens, and the same tokens as CSS variables for our own style sheets. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const [large, setLarge] = useState(() => localStorage.getItem(storageKey) === '1');
  const phone = usePhone();
  const size: Size = large ? 'large' : phone ? 'phone' : 'normal';
  useEffect(() => {
    document.documentElement.classList.toggle('large', large);
    localStorage.setItem(storageKey, large ? '1' : '0');
  }, [large]);
  const value = useMemo(() => ({ large, toggle: () => setLarge((now) => !now) }), [large]);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const theme = useMemo(() => themeFor(size, still), [size, still]);
  return (
    <LargeType value={value}>
      <ConfigProvider locale={zhCN} theme={theme} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
        <AntApp message={{ duration: 4, top: 60 }} className="app">
          {children}
        </AntApp>
      </ConfigProvider>
    </LargeType>
  );
}

/** Before the first drawing: the variables, set by the CSSOM as a strict content security policy allows, and names for antd's icons. */
export function installVariables(): void {
  nameIcons(document.body);
  for (const [name, value] of Object.entries(cssVariables)) document.documentElement.style.setProperty(name, value);
}
