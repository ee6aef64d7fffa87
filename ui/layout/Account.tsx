import { Dropdown } from 'antd';
import { useState } from 'react';
import { useSession } from '../session/SessionProvider.tsx';
import { initialOf, roleNames } from '../text/names.ts';
import { useLargeType } from '../theme/ThemeProvider.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import '../parts/marks.css';

/** Who is at work, and what concerns only them: 大字版, password, leaving. */
export function Account() {
  const { me, logout } = useSession();
  const { large, toggle } = useLargeType();
  const [changing, setChanging] = useState(me.mustChangePassword);
  const items = [
    { key: 'large', label: large ? '换回标准字号' : '大字版', onClick: toggle },
    { key: 'password', label: '修改密码', onClick: () => setChanging(true) },
    { type: 'divider' as const },
    { key: 'leave', label: '退出登录', onClick: () => void logout() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className="account">
          <span className="avatar" aria-hidden>
            {initialOf(me.name)}
          </span>
          <b>{me.name}</b>
          <span className="role">{me.roles.map((role) => roleNames[role]).join(' · ')}</span>
          <span className="sr-only">，打开菜单</span>
        </button>
      </Dropdown>
      {changing ? <ChangePassword must={me.mustChangePassword} close={() => setChanging(false)} /> : null}
    </>
  );
}
