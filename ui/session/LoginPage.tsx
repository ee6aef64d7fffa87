import { Button, Input } from 'antd';
import { type FormEvent, useRef, useState } from 'react';
import type { Login } from '../../server/identity/contract.ts';
import { wordsFor } from '../api/problem.ts';
import { useLargeType } from '../theme/ThemeProvider.tsx';
import { Door, DoorMark } from './Door.tsx';
import './session.css';
import { useFrontDoor } from './useFrontDoor.ts';

/** The door: who may come in, when the window is open, and who needs no account at all. */
export function LoginPage({ login }: { readonly login: (given: Login) => Promise<void> }) {
  const town = useFrontDoor();
  const { large, toggle } = useLargeType();
  return (
    <div className="login">
      <aside>
        <p className="brand">
          <DoorMark size={26} />
          一扇门
        </p>
        <div className="motto">
          <h1>
            只进一扇门
            <br />
            最多跑一地
          </h1>
          <p>{town?.centre ?? '镇社会治安综合治理中心'}</p>
        </div>
        <Door />
        <dl>
          <dt>窗口接待</dt>
          <dd>{town?.hours ?? '周一至周五'}，法定节假日除外</dd>
          {town?.dutyPhone ? (
            <dd>
              <span>值班电话</span> {town.dutyPhone}
            </dd>
          ) : null}
        </dl>
      </aside>
      <main>
        <nav aria-label="显示">
          <button type="button" className="textbutton small" onClick={toggle} aria-pressed={large}>
            {large ? '标准字号' : '大字版'}
          </button>
        </nav>
        <LoginForm login={login} />
        <footer className="caption">连续输错 5 次将锁定 15 分钟。查看证件号、电话均会留痕。</footer>
      </main>
    </div>
  );
}

function LoginForm({ login }: { readonly login: (given: Login) => Promise<void> }) {
  const [given, setGiven] = useState<Login>({ login: '', password: '' });
  const [message, setMessage] = useState('');
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (given.login.trim() === '' || given.password === '') {
      setMessage('请填写账号和密码');
      form.current?.querySelector<HTMLInputElement>(given.login.trim() === '' ? '#login' : '#password')?.focus();
      return;
    }
    setBusy(true);
    setMessage('');
    try {
      await login({ ...given, login: given.login.trim() });
    } catch (error) {
      setMessage(wordsFor(error));
      setBusy(false);
    }
  };
  return (
    <form ref={form} className="loginform" onSubmit={(event) => void submit(event)} noValidate>
      <h2>登录</h2>
      <p className="second">用中心发给您的账号登录</p>
      <label htmlFor="login">账号</label>
      <Input
        id="login"
        size="large"
        autoFocus
        autoComplete="username"
        value={given.login}
        onChange={({ target }) => setGiven({ ...given, login: target.value })}
      />
      <label htmlFor="password">
        密码 <span className="caption">忘记密码请找管理员重设</span>
      </label>
      <Input.Password
        id="password"
        size="large"
        autoComplete="current-password"
        value={given.password}
        onChange={({ target }) => setGiven({ ...given, password: target.value })}
      />
      {message ? (
        <p role="alert" className="danger small">
          {message}
        </p>
      ) : null}
      <Button type="primary" size="large" block htmlType="submit" loading={busy}>
        登录
      </Button>
      <div className="noaccount">
        <b>市直部门和群众不用登录。</b>
        <p>收到交办单，请点邮件里的“查看并签收”；</p>
        <p>查办理进度，请到窗口或打值班电话，报受理回执上的案号。</p>
      </div>
    </form>
  );
}
